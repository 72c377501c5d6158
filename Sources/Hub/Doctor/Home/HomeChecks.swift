import BursarModel
import Locations
import Posix

/// Whose the home is, and that it works with this database.
struct HomeMarkCheck: Examination {
    static let name = "home"
    static let area = DoctorReport.Area.home

    let home: Home
    /// Nil where the database could not be asked, or no hub has used it.
    let database: String?

    func examine(_ findings: inout Findings) throws {
        guard let database else {
            return findings.fine("\(Printable(home.path)) has the id \(Printable(home.id))")
        }
        switch try OwnerMark(home: home.id, database: database).found(in: home.folder) {
        case .ours, .marked:
            findings.fine("\(Printable(home.path)) and this database belong together")
        case nil, .notWritable:
            findings.fine("\(Printable(home.path)) has worked with no database yet")
        case .foreign:
            findings.problem(
                "\(Printable(home.path)) keeps its books in another database",
                remedy:
                    "give the right --home and --database; a restored database keeps its identifier"
            )
        case .damaged:
            findings.problem(
                "the home's mark `.bursarhub/owner` is damaged",
                remedy: "restore it from a backup of the home"
            )
        }
    }
}

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

/// Room for an evening.
struct FreeSpaceCheck: Examination {
    static let name = "free-space"
    static let area = DoctorReport.Area.home

    /// A run is refused below the first; an evening of all campuses fits into the second.
    private static let (needed, enough): (UInt64, UInt64) = (64 << 20, 1 << 30)

    let home: Home

    func examine(_ findings: inout Findings) throws {
        let free = try home.folder.freeBytes()
        let megabytes = Int(clamping: free >> 20)
        if free < Self.needed {
            findings.problem(
                "\(megabytes) MiB are free in the home; a run needs 64 and twice what it writes",
                remedy: "make room"
            )
        } else if free < Self.enough {
            findings.warn("\(megabytes) MiB are free in the home", remedy: "make room")
        } else {
            findings.fine("\(megabytes) MiB are free in the home")
        }
    }
}

/// Patrons' data at rest: the archive holds every export.
struct EncryptionCheck: Examination {
    static let name = "encryption"
    static let area = DoctorReport.Area.home

    let home: Home
    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let volume = Volume(device: try home.folder.status().device)
        switch try volume.encryption(by: machine) {
        case .encrypted: findings.fine("the home's volume is encrypted (dm-crypt)")
        case .open:
            findings.warn(
                "the home's volume is not encrypted by this machine",
                remedy:
                    "put the home on an encrypted volume (LUKS), or make sure that the storage below encrypts"
            )
        case .unknown:
            findings.warn(
                "whether the home's volume is encrypted is not known here",
                remedy: "ask whoever keeps the storage"
            )
        }
    }
}
