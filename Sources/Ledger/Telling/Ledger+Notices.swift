public import BursarModel
import PostgreSQL

/// The queue of notes.
extension Ledger {
    /// A note that was sent or given up is of use to nobody after that.
    private static let keptSeconds: Int64 = 90 * 86_400

    /// Puts notes into the queue, and says how many were new.
    ///
    /// One with the fingerprint of another is that one. Call it within `inTelling`, which makes the
    /// notes and what was told one transaction, and lets one at a time count.
    public func queue(
        _ notices: [(notice: Notice, fingerprint: [UInt8])],
        at now: Timestamp
    ) throws -> Int {
        var count = 0
        for (notice, fingerprint) in notices {
            count += try connection.execute(
                """
                insert into ledger.notice (
                    notice, channel, kind, about, run, recipients, subject, body, html, fingerprint,
                    made_at, next_try_at)
                values (
                    (select coalesce(max(notice), 0) + 1 from ledger.notice),
                    \(notice.channel.rawValue), \(notice.kind.rawValue),
                    \(orNull: notice.campus?.text), \(orNull: notice.run), \(notice.recipients),
                    \(notice.subject), \(notice.body), \(orNull: notice.html), \(fingerprint),
                    \(now.postgres), \(now.postgres))
                on conflict (fingerprint) do nothing
                """
            )
        }
        return count
    }

    /// Removes what was sent, or given up, long ago.
    public func forgetOldNotices(at now: Timestamp) throws {
        let before = now.adding(seconds: -Ledger.keptSeconds)
        try connection.execute(
            """
            delete from ledger.notice
            where coalesce(sent_at, given_up_at) < \(before.postgres)
            """
        )
    }

    /// Whether this session hands over what waits: one at a time does.
    public func mayHandOver() throws -> Bool {
        try connection.query(
            "select pg_try_advisory_lock(hashtextextended('bursarhub notices', 0)) as mine"
        ).first?.get("mine") ?? false
    }

    /// What waits and is due, oldest first; all that waits where a person asks.
    public func waitingNotices(
        at now: Timestamp,
        evenIfNotDue: Bool = false
    ) throws -> [QueuedNotice] {
        try connection.query(
            """
            select * from ledger.notice
            where sent_at is null and given_up_at is null
              and (\(evenIfNotDue) or next_try_at <= \(now.postgres))
            order by notice
            """
        ).map(QueuedNotice.init)
    }

    /// The newest notes, and all that wait, newest first.
    public func notices(limit: Int = 50) throws -> [QueuedNotice] {
        try connection.query(
            """
            select * from ledger.notice
            where (sent_at is null and given_up_at is null)
               or notice in (select notice from ledger.notice order by notice desc limit \(limit))
            order by notice desc
            """
        ).map(QueuedNotice.init)
    }

    /// Counts a try before it is made, so that one that ends the program is not made at once again.
    ///
    /// - Returns: false where somebody else has ended the note meanwhile.
    public func begin(_ notice: QueuedNotice, nextTryAt: Timestamp) throws -> Bool {
        try connection.execute(
            """
            update ledger.notice set tries = tries + 1, next_try_at = \(nextTryAt.postgres)
            where notice = \(notice.number) and sent_at is null and given_up_at is null
            """
        ) == 1
    }

    public func noteSent(_ notice: QueuedNotice, at now: Timestamp) throws {
        try connection.execute(
            """
            update ledger.notice set sent_at = \(now.postgres)
            where notice = \(notice.number) and sent_at is null and given_up_at is null
            """
        )
    }

    /// Notes why a try failed, and that it was the last one where it is given up.
    public func noteFailed(
        _ notice: QueuedNotice,
        because words: Message,
        givingUpAt end: Timestamp?
    ) throws {
        try connection.execute(
            """
            update ledger.notice
            set last_error = \(words.text), given_up_at = \(orNull: end?.postgres)
            where notice = \(notice.number) and sent_at is null and given_up_at is null
            """
        )
    }
}

extension QueuedNotice {
    init(_ row: PostgresRow) throws {
        guard let channel = Notice.Channel(rawValue: try row.get("channel")),
            let kind = Notice.Kind(rawValue: try row.get("kind"))
        else { throw LedgerError.unexpectedState("a note in the ledger is not readable") }
        let about: String? = try row.get("about")
        let sentAt: PostgresTimestamp? = try row.get("sent_at")
        let givenUpAt: PostgresTimestamp? = try row.get("given_up_at")
        self.init(
            number: try row.get("notice"),
            notice: Notice(
                channel,
                kind,
                campus: about.flatMap { CampusKey($0) },
                run: try row.get("run"),
                recipients: try row.get("recipients"),
                subject: try row.get("subject"),
                body: try row.get("body"),
                html: try row.get("html")
            ),
            fingerprint: try row.get("fingerprint"),
            madeAt: Timestamp(try row.get("made_at") as PostgresTimestamp),
            tries: try row.get("tries"),
            nextTryAt: Timestamp(try row.get("next_try_at") as PostgresTimestamp),
            lastError: try row.get("last_error"),
            sentAt: sentAt.map(Timestamp.init),
            givenUpAt: givenUpAt.map(Timestamp.init)
        )
    }
}
