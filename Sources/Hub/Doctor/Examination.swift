import BursarModel

/// One thing that could stop or endanger a run: a small type with a name, a row in
/// docs/operations.md.
protocol Examination {
    /// A stable word.
    static var name: String { get }
    static var area: DoctorReport.Area { get }

    /// Looks, and tells what it found; what it throws is told as a problem of its own.
    func examine(_ findings: inout Findings) throws
}

extension Examination {
    func findings() -> [DoctorReport.Finding] {
        var findings = Findings(check: Self.name, area: Self.area)
        do {
            try examine(&findings)
        } catch {
            findings.problem(error)
        }
        return findings.all
    }
}
