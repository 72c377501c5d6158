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
