import BursarModel

/// Whether files are made for the hub's account alone.
struct UmaskCheck: Examination {
    static let name = "umask"
    static let area = DoctorReport.Area.program

    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let status = try machine.text(of: "proc/self/status") ?? ""
        let umask = status.split(separator: "\n").first { $0.hasPrefix("Umask:") }?
            .split(whereSeparator: \.isWhitespace).last
        if umask == "0077" {
            findings.fine("files are made for the hub's account alone (umask 0077)")
        } else {
            findings.problem(
                "files may be made for others (umask \(Printable(umask.map(String.init) ?? "unknown")))",
                remedy: "report it, with `bursarhub --version`"
            )
        }
    }
}
