import BursarModel

/// Whether something starts the evening's run.
struct TimerCheck: Examination {
    static let name = "timer"
    static let area = DoctorReport.Area.program

    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let isEnabled = try machine.has(
            "bursarhub.timer",
            in: "etc/systemd/system/timers.target.wants"
        )
        if isEnabled {
            findings.fine("the timer of ops/systemd is enabled")
        } else {
            findings.warn(
                "no systemd timer starts the evening's run",
                remedy:
                    "enable ops/systemd/bursarhub.timer, or leave it be where cron or another host does it"
            )
        }
    }
}
