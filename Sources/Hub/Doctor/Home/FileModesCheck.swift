import BursarModel
import Locations
import Posix

/// Nothing that the hub makes is open to others.
struct FileModesCheck: Examination {
    static let name = "file-modes"
    static let area = DoctorReport.Area.home

    private static let mostEntries = 500_000
    private static let othersMayAnything: UInt32 = 0o007

    let home: Home

    func examine(_ findings: inout Findings) throws {
        var open: [String] = []
        var left = FileModesCheck.mostEntries
        if try home.folder.status().mode & Self.othersMayAnything != 0 { open.append(home.path) }
        try walk(home.folder, &open, &left)
        guard let first = open.first else {
            return findings.fine(
                left > 0
                    ? "nothing in the home is open to others"
                    : "nothing among \(Self.mostEntries) files of the home is open to others"
            )
        }
        findings.problem(
            "\(open.count) files or folders of the home are open to others: \(Printable(first))\(others(open))",
            remedy: "chmod -R o= \(Printable(home.path))"
        )
    }

    private func others(_ open: [String]) -> Message { open.count > 1 ? " …" : "" }

    private func walk(_ folder: Folder, _ open: inout [String], _ left: inout Int) throws {
        for name in try folder.list(limit: left).names where left > 0 {
            left -= 1
            guard let status = try folder.status(of: name), status.kind != .link else { continue }
            if status.mode & Self.othersMayAnything != 0 { open.append(folder.path(of: name)) }
            // The embedded database's own account may be the only one to enter its folder.
            guard status.kind == .folder, name.text != "postgres" else { continue }
            try walk(folder.folder(name), &open, &left)
        }
    }
}
