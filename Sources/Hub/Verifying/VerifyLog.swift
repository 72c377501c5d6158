import BursarModel

/// Gathers what does not hold: all of it is counted, the first of each campus is told.
final class VerifyLog {
    /// So many are told of one campus, and so many of one export or output.
    private static let mostOfCampus = 200
    private static let mostOfSubject = 10

    private(set) var report: VerifyReport
    private var told: [CampusKey?: Int] = [:]
    private var subject = ""
    private var toldOfSubject = 0

    init(asOf now: Timestamp, isDemo: Bool) {
        report = VerifyReport(asOf: now, isDemo: isDemo)
    }

    func found(
        _ kind: VerifyKind,
        at campus: CampusKey?,
        _ subject: String,
        _ message: Message
    ) {
        let finding = VerifyReport.Finding(kind, at: campus, subject, message)
        report.found[finding.severity, default: 0] += 1
        if subject != self.subject { (self.subject, toldOfSubject) = (subject, 0) }
        toldOfSubject += 1
        guard toldOfSubject <= VerifyLog.mostOfSubject,
            told[campus, default: 0] < VerifyLog.mostOfCampus
        else { return }
        told[campus, default: 0] += 1
        report.findings.append(finding)
    }

    func add(_ campus: VerifyReport.Campus) { report.campuses.append(campus) }

    func audited(rows: Int64, anchors: Int64) {
        report.auditRows = rows
        report.anchors = anchors
    }
}
