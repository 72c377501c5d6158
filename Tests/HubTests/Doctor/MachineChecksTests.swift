import BursarModel
import Foundation
import TestSupport
import Testing

@testable import Hub

/// What the checks of the machine make of the kernel's and the packages' words.
@Suite struct MachineChecksTests {
    private let scratch: ScratchFolder
    private var machine: Machine { Machine(root: "\(scratch.path)/") }

    init() throws { scratch = try ScratchFolder() }

    private func write(_ text: String, to path: String) throws {
        let file = URL(filePath: "\(scratch.path)/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
    }

    private func verdicts(_ check: some Examination) -> [String] {
        check.findings().map(\.verdict.rawValue)
    }

    @Test func `a security version above the installed one is found, another archive's is none`() {
        let policy = """
            libpq5:
              Installed: 15.18-0+deb12u1
              Candidate: 15.20-0+deb12u1
              Version table:
                 15.20-0+deb12u1 500
                    500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages
             *** 15.18-0+deb12u1 500
                    500 http://deb.debian.org/debian bookworm/main amd64 Packages
                    100 /var/lib/dpkg/status
            libxml2:
              Installed: 2.9.14+dfsg-1.3~deb12u6
              Candidate: 2.9.14+dfsg-1.3~deb12u6
              Version table:
             *** 2.9.14+dfsg-1.3~deb12u6 500
                    500 http://deb.debian.org/debian bookworm/main amd64 Packages
                 2.9.14+dfsg-1.3~deb12u4 500
                    500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages
            libssl3:
              Installed: 3.0.19-1
              Candidate: 3.0.20-1
              Version table:
                 3.0.20-1 500
                    500 http://deb.debian.org/debian bookworm/main amd64 Packages
             *** 3.0.19-1 100
                    100 /var/lib/dpkg/status
            libxml2-16:
              Installed: (none)
              Candidate: (none)
              Version table:
            """
        #expect(
            PackagePolicy.parse(policy) == [
                PackagePolicy(
                    name: "libpq5",
                    installed: "15.18-0+deb12u1",
                    securityUpdate: "15.20-0+deb12u1"
                ),
                PackagePolicy(name: "libxml2", installed: "2.9.14+dfsg-1.3~deb12u6"),
                PackagePolicy(name: "libssl3", installed: "3.0.19-1"),
            ]
        )
    }

    @Test(arguments: [
        ("0", "core", "ok"), ("unlimited", "core", "warning"),
        ("0", "|/usr/bin/crash %p", "warning"),
        ("0", "|/lib/systemd/systemd-coredump %P", "ok"),
    ])
    func `core files are a warning where memory could be written`(
        _ limit: String,
        _ pattern: String,
        _ verdict: String
    ) throws {
        try write(
            "Limit  Soft Limit\nMax core file size        \(limit)       unlimited       bytes\n",
            to: "proc/self/limits"
        )
        try write("\(pattern)\n", to: "proc/sys/kernel/core_pattern")
        #expect(verdicts(CoreDumpsCheck(machine: machine)) == [verdict])
    }

    @Test func `swap is a warning unless it is encrypted or in memory`() throws {
        let heading = "Filename Type Size Used Priority\n"
        try write(heading, to: "proc/swaps")
        #expect(verdicts(SwapCheck(machine: machine)) == ["ok"])
        try write(heading + "/dev/zram0 partition 1 0 1\n", to: "proc/swaps")
        #expect(verdicts(SwapCheck(machine: machine)) == ["ok"])
        try write(heading + "/dev/sda2 partition 1 0 1\n", to: "proc/swaps")
        #expect(verdicts(SwapCheck(machine: machine)) == ["warning"])
        try write("CRYPT-PLAIN-swap", to: "sys/class/block/dm-1/dm/uuid")
        try write(heading + "/dev/dm-1 partition 1 0 1\n", to: "proc/swaps")
        #expect(verdicts(SwapCheck(machine: machine)) == ["ok"])
    }

    @Test func `a volume is encrypted by itself or by all that it lies on`() throws {
        let volume = Volume(device: 0xFD00)
        #expect(volume.major == 253)
        #expect(try volume.encryption(by: machine) == .unknown)
        let place = "sys/dev/block/253:0"
        try write("LVM-abc", to: "\(place)/dm/uuid")
        #expect(try volume.encryption(by: machine) == .open)
        try write("", to: "\(place)/slaves/sda1/x")
        #expect(try volume.encryption(by: machine) == .open)
        try write("CRYPT-LUKS2-abc", to: "sys/class/block/sda1/dm/uuid")
        #expect(try volume.encryption(by: machine) == .encrypted)
        try write("", to: "\(place)/slaves/sdb1/x")
        #expect(try volume.encryption(by: machine) == .open)
        try write("CRYPT-LUKS2-abc", to: "\(place)/dm/uuid")
        #expect(try volume.encryption(by: machine) == .encrypted)
        #expect(try Volume(device: 0x1B).encryption(by: machine) == .unknown)
    }

    @Test func `a timer is fine once it is enabled`() throws {
        #expect(verdicts(TimerCheck(machine: machine)) == ["warning"])
        try write("", to: "etc/systemd/system/timers.target.wants/bursarhub.timer")
        #expect(verdicts(TimerCheck(machine: machine)) == ["ok"])
    }

    @Test func `every check has a row in docs operations`() throws {
        let page = try String(
            contentsOf: LanguagePage.file.deletingLastPathComponent()
                .appending(path: "operations.md"),
            encoding: .utf8
        )
        for name in Doctor.checks {
            #expect(page.contains("\n| `\(name)` |"), "docs/operations.md has no row for \(name)")
        }
    }
}
