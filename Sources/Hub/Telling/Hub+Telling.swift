public import BursarModel
import Digests
import Failpoints
import Ledger

extension Hub {
    /// An output that was delivered longer ago is told to nobody any more.
    private static let tellsOutputsOf: Int64 = 3 * 86_400

    /// Puts into the queue what people must know after a run, and records that they were told.
    ///
    /// Both are one transaction: a hub that is killed in it has told nothing, and the next run tells
    /// it; one that is killed after it has left the notes to whoever hands over next.
    ///
    /// - Returns: how many notes were queued.
    @discardableResult
    public func queueNotices(
        about summary: RunSummary,
        ofAllCampuses isWhole: Bool,
        _ rules: TellingRules,
        compose: (Telling) throws -> [Notice]
    ) throws -> Int {
        let ledger = Ledger(try connect("telling", within: .seconds(5)))
        let status = try status(of: [], since: nil, ledger)
        let now = clock.now
        return try ledger.inTelling {
            try ledger.forgetOldNotices(at: now)
            let plan = TellingPlan(
                summary: summary,
                status: status,
                isWhole: isWhole,
                rules: rules,
                ledger: ledger,
                now: now,
                outputsSince: now.adding(seconds: -Hub.tellsOutputsOf)
            )
            let telling = try plan.decide()
            let count = try ledger.queue(
                try compose(telling).map { ($0, Hub.fingerprint(of: $0)) },
                at: now
            )
            try Failpoint.reached("notices.before_commit")
            return count
        }
    }

    /// Puts a note into the queue that a person asked for, and into the audit trail that he did.
    public func queueTest(_ notices: [Notice], by person: String) throws -> Int {
        let ledger = Ledger(try connect("telling", within: .seconds(5)))
        let now = clock.now
        return try ledger.queueTest(
            notices.map { ($0, Hub.fingerprint(of: $0, also: "\(now.microseconds)")) },
            by: person,
            at: now
        )
    }

    private static func fingerprint(of notice: Notice, also more: String = "") -> [UInt8] {
        let parts =
            [
                notice.channel.rawValue, notice.kind.rawValue, notice.campus?.text ?? "",
                notice.run ?? "", notice.subject, notice.body, more,
            ] + notice.recipients
        return SHA256Digest(of: Array(parts.joined(separator: "\n").utf8)).bytes
    }
}
