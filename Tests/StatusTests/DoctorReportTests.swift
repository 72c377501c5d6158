import BursarModel
import Status
import TestSupport
import Testing

/// `doctor` as people read it: what is in order in a line, the rest with its remedy and its name.
@Suite struct DoctorReportTests {
    private let report: DoctorReport

    init() throws {
        let humboldt = try #require(CampusKey("humboldt"))
        report = DoctorReport(
            isDemo: false,
            findings: [
                finding("programs", .program, .ok, "OpenSSH's sftp and ssh are there"),
                finding(
                    "swap",
                    .program,
                    .warning,
                    "swap on /dev/sda2 is not known to be encrypted",
                    "encrypt it (crypttab: `swap`), or switch it off"
                ),
                finding("server", .database, .ok, "PostgreSQL 15.18 answers"),
                finding(
                    "returned-outputs",
                    .books,
                    .problem,
                    "lib-01.dat in the outbox is output humboldt-1, which was collected or taken back before",
                    "remove it before the file load takes it; outputs are never put back by hand",
                    at: humboldt
                ),
            ]
        )
    }

    @Test func `a report groups what it found by area`() throws {
        try expectGolden(TextReport.doctor(report, style: .plain), "doctor.txt")
    }

    @Test func `what is in order at many campuses is one line, and what is not stands by itself`()
        throws
    {
        let campuses = try (1...4).map { try #require(CampusKey("campus-\($0)")) }
        let places = campuses.flatMap { key in
            (["inbox can be used", "outbox can be used"] as [Message]).map {
                finding("places", .campuses, .ok, $0, at: key)
            }
        }
        let broken = finding(
            "places",
            .campuses,
            .problem,
            "outbox is gone",
            "make it",
            at: campuses[0]
        )
        let report = DoctorReport(isDemo: false, findings: places + [broken])
        let text = TextReport.doctor(report, style: .plain)
        #expect(text.contains("places: 8 at 4 campuses are in order"))
        #expect(text.contains("campus-1: outbox is gone"))
        #expect(!text.contains("can be used"))
    }

    @Test func `the gravest finding is the verdict, and a database's problem is told apart`() {
        #expect(report.verdict == .problem)
        #expect(!report.isDatabaseUnfit)
        var other = report
        other.findings.append(finding("schema", .database, .problem, "older", "migrate"))
        #expect(other.isDatabaseUnfit)
        other.findings = [finding("high-water", .books, .problem, "older", "restore")]
        #expect(other.isDatabaseUnfit)
        other.findings = []
        #expect(other.verdict == .ok)
    }
}

private func finding(
    _ check: String,
    _ area: DoctorReport.Area,
    _ verdict: DoctorReport.Verdict,
    _ message: Message,
    _ remedy: Message? = nil,
    at campus: CampusKey? = nil
) -> DoctorReport.Finding {
    DoctorReport.Finding(
        check: check,
        area: area,
        verdict: verdict,
        campus: campus,
        message: message,
        remedy: remedy
    )
}
