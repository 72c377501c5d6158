import BursarModel
import Ledger

/// Notes to people that nobody took over, so that perhaps somebody waits for one in vain.
struct NoticesCheck: Examination {
    static let name = "notices"
    static let area = DoctorReport.Area.books

    /// What was given up before is known, or of no use to anybody any more.
    private static let memory: Int64 = 7 * 86_400

    let notices: [QueuedNotice]
    let now: Timestamp

    func examine(_ findings: inout Findings) throws {
        let since = now.adding(seconds: -NoticesCheck.memory)
        let givenUp = notices.filter { $0.givenUpAt.map { $0 > since } ?? false }
        let waiting = notices.filter { $0.state == .waiting && $0.tries > 0 }
        guard let last = waiting.first ?? givenUp.first else {
            return findings.fine("no note waits to be handed over")
        }
        let reason: Message = last.lastError.map { ": \(Printable($0))" } ?? ""
        findings.warn(
            "notes not handed over: \(waiting.count) waiting, \(givenUp.count) given up\(reason)",
            remedy:
                "put the mail program, the address or the webhook right, then `bursarhub notices send`; `bursarhub notices list` names the notes"
        )
    }
}
