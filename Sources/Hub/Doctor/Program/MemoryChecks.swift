import BursarModel
import Posix

/// Whether a crash could write memory, with patrons in it, to a disk.
struct CoreDumpsCheck: Examination {
    static let name = "core-dumps"
    static let area = DoctorReport.Area.program

    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let limit = try machine.text(of: "proc/self/limits").flatMap(CoreDumpsCheck.limit)
        let pattern = try machine.text(of: "proc/sys/kernel/core_pattern") ?? ""
        // A program gets the memory whatever the limit; systemd's keeps to it.
        if pattern.hasPrefix("|"), !pattern.contains("systemd-coredump") {
            findings.warn(
                "a crash hands the memory to a program, whatever the limit (core_pattern)",
                remedy: "set kernel.core_pattern to a plain name, or run as the systemd unit does"
            )
        } else if limit != "0" {
            findings.warn(
                "a crash may write the memory to a core file",
                remedy: "`ulimit -c 0`, or LimitCORE=0 as in ops/systemd/bursarhub.service"
            )
        } else {
            findings.fine("a crash writes no memory to disk")
        }
    }

    /// `Max core file size        0                    unlimited            bytes`: the first.
    static func limit(_ limits: String) -> String? {
        limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }?
            .split(separator: " ").dropFirst(4).first.map(String.init)
    }
}

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
