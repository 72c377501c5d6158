import BursarModel
import Posix

/// Whether memory, with patrons in it, can come to a disk that is not encrypted.
struct SwapCheck: Examination {
    static let name = "swap"
    static let area = DoctorReport.Area.program

    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let table = try machine.text(of: "proc/swaps") ?? ""
        let paths = table.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
        let open = try paths.filter { try !isSafe($0) }
        for path in open {
            findings.warn(
                "swap on \(Printable(path)) is not known to be encrypted",
                remedy: "encrypt it (crypttab: `swap`), or switch it off"
            )
        }
        if open.isEmpty {
            findings.fine(paths.isEmpty ? "there is no swap" : "swap is encrypted, or in memory")
        }
    }

    private func isSafe(_ path: String) throws -> Bool {
        let parts = path.split(separator: "/")
        guard let last = parts.last else { return false }
        if last.hasPrefix("zram") { return true }
        if path.hasPrefix("/dev/") {
            return try Volume.isEncrypted("sys/class/block/\(last)", machine, depth: 4)
        }
        let folder = try Folder.open("/" + parts.dropLast().joined(separator: "/"))
        return try Volume(device: folder.status().device).encryption(by: machine) == .encrypted
    }
}
