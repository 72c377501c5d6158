import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// What can only be seen when campuses are compared.
struct NeighbourTests {
    private func read(_ one: MarkedText, _ other: MarkedText, format: String? = nil) throws
        -> [String]
    {
        try CampusText.read([
            "a.yaml": one.text, "b.yaml": other.text, "plain.yaml": format ?? CampusText.format(),
        ]).diagnostics.map(\.line)
    }

    private func exports(_ profile: String) -> [String: String] { ["exports": "\n  - \(profile)"] }

    @Test func `B87 two campuses with one location and one code are refused in both files`() throws
    {
        let shared = CampusText.profile(code: "①SHARED", location: "inbox/all")
        let one = CampusText.changing("alpha", exports(shared))
        let other = CampusText.changing(
            "beta",
            exports(shared.replacing("inbox/all", with: "./inbox//all/"))
        )
        let place = "\(one["①"].line):\(one["①"].column)"
        let hint = "give one of them its own code or its own location"
        #expect(
            try read(one, other) == [
                "a.yaml:\(place): error: campus `beta` (b.yaml) takes `SHARED` from the same location; \(hint)",
                "b.yaml:\(place): error: campus `alpha` (a.yaml) takes `SHARED` from the same location; \(hint)",
            ]
        )
    }

    @Test func `B84 B87 other codes in one location are accepted, also where one begins the other`()
        throws
    {
        let one = CampusText.changing(
            "alpha",
            exports(CampusText.profile(code: "SJ", location: "inbox/all"))
        )
        let other = CampusText.changing(
            "beta",
            exports(CampusText.profile(code: "SJS", location: "inbox/all"))
        )
        #expect(try read(one, other) == [])
    }

    @Test func `nothing is replaced on a server`() throws {
        let server =
            "①{sftp: \"sftp://hub@ps.example.edu/in\", key: k}"
        let one = CampusText.changing("alpha", ["outbox": server])
        let folder = CampusText.changing("beta", ["outbox": "outbox/beta"])
        let format = CampusText.format(file: "fees.csv")
            .replacing("fees.csv\"", with: "fees.csv\", exists: replace")
        let findings = try read(one, folder, format: format)
        #expect(
            findings.filter { $0.contains("error") } == [
                "a.yaml:\(one["①"].line):\(one["①"].column): error: nothing can be replaced on a server, as `exists: replace` of the format `plain` asks for; write `exists: wait` or `exists: sequence` in the format, or give a folder"
            ]
        )
        #expect(
            try read(one, folder, format: format.replacing("replace", with: "wait"))
                .filter { $0.contains("error") } == []
        )
    }

    @Test func `B87 clashing names in one outbox are refused in both files`() throws {
        let one = CampusText.changing("alpha", ["outbox": "①outbox/all"])
        let other = CampusText.changing("beta", ["outbox": "{folder: ①outbox/all, group: sfs}"])
        let findings = try read(
            one,
            other,
            format: CampusText.format(file: "fees-{run.date:yyyyMMdd}.csv")
        )
        #expect(findings.count == 2)
        #expect(
            findings[0].hasPrefix("a.yaml:9:9: error: campus `beta` (b.yaml) puts the same names")
        )
        #expect(
            findings[1].hasPrefix("b.yaml:9:9: error: campus `alpha` (a.yaml) puts the same names")
        )
    }

    @Test(arguments: ["{campus.key}-{run.date:yyyyMMdd}.csv", "{export.number}.csv"])
    func `B87 other names in one outbox are accepted`(name: String) throws {
        let one = CampusText.changing("alpha", ["outbox": "outbox/all"])
        let other = CampusText.changing("beta", ["outbox": "outbox/all"])
        #expect(try read(one, other, format: CampusText.format(file: name)) == [])
    }

    @Test func `a planned or retired campus is in nobody's way`() throws {
        for state in ["planned", "retired"] {
            let shared = CampusText.profile(code: "SHARED", location: "inbox/all")
            let one = CampusText.changing("alpha", exports(shared))
            let other = CampusText.changing(
                "beta",
                exports(shared).merging(["state": state]) { $1 }
            )
            #expect(try read(one, other) == [])
        }
    }

    @Test func `an outbox that is a location is refused`() throws {
        let one = CampusText.changing("alpha", ["outbox": "①inbox/beta"])
        let findings = try read(one, CampusText.changing("beta"))
        #expect(
            findings == [
                "a.yaml:9:9: error: the outbox is the location of campus `beta` (b.yaml); give the outputs a folder of their own"
            ]
        )
    }

    @Test func `two live campuses of one Alma institution are refused`() throws {
        let live = ["state": "live", "layout_confirmed": "{date: 2026-11-02, by: SFS}"]
        let shared = live.merging(["alma_institution": "01CALS_AAA", "institution_number": "77"]) {
            $1
        }
        let findings = try read(
            CampusText.changing("alpha", shared),
            CampusText.changing("beta", shared)
        )
        #expect(findings.count == 4)
        let trial = shared.merging(["state": "trial"]) { $1 }
        #expect(
            try read(CampusText.changing("alpha", shared), CampusText.changing("beta", trial)) == []
        )
    }

    @Test func `one campus in two files is refused in both`() throws {
        let one = CampusText.changing("alpha")
        let reading = try CampusText.read(["a.yaml": one.text, "b.yaml": one.text])
        #expect(
            reading.diagnostics.map(\.line) == [
                "a.yaml:1:9: error: the campus `alpha` has two files; keep this one or b.yaml",
                "b.yaml:1:9: error: the campus `alpha` has two files; keep this one or a.yaml",
            ]
        )
        #expect(!reading.campuses.contains(where: { $0.isValid }))
    }

    @Test func `an unknown successor is a warning`() throws {
        let one = CampusText.changing("alpha", ["state": "retired", "succeeded_by": "①btea"])
        let findings = try read(one, CampusText.changing("beta"))
        #expect(
            findings == [
                "a.yaml:\(one["①"].line):15: warning: there is no campus `btea`; did you mean `beta`?"
            ]
        )
        let known = CampusText.changing("alpha", ["state": "retired", "succeeded_by": "beta"])
        #expect(try read(known, CampusText.changing("beta")) == [])
    }

    @Test(arguments: [
        ("2027-01-19", "the terms end on 2027-01-19"),
        ("2026-11-19", "the terms ended on 2026-11-19"),
    ])
    func `a term table that ends within 60 days is a warning`(end: String, said: String) throws {
        let text = CampusText.changing(
            "alpha",
            ["terms": "[①{code: \"2267\", from: 2026-08-17, to: \(end)}]"]
        )
        #expect(
            try CampusText.findings(in: text) == [
                "\(text["①"].line):9: warning: \(said): fees after that day are held; add the next terms"
            ]
        )
    }

    @Test func `terms that share days are a warning`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "terms": """

                  - {code: "2267", from: 2026-08-17, to: 2027-02-01}
                  - {code: "2273", from: 2027-01-20, to: 2027-08-01}
                """
            ]
        )
        let reading = try CampusText.read(["a.yaml": text.text])
        let findings = CampusText.withoutUnused(reading.diagnostics)
        #expect(findings.map(\.severity) == [.warning])
        #expect(reading.campuses.allSatisfy({ $0.isValid }))
    }
}
