public import BursarModel
import PostgreSQL

/// The queue of notes.
extension Ledger {
    /// A note that was sent or given up is of use to nobody after that.
    private static let keptSeconds: Int64 = 90 * 86_400

    /// Puts notes into the queue, a row for each of their readers, and says how many rows were new.
    ///
    /// One with the fingerprint of another is that one. Call it within `inTelling`, which makes the
    /// notes and what was told one transaction, and lets one at a time count.
    public func queue(
        _ notices: [(notice: Notice, fingerprint: [UInt8])],
        at now: Timestamp
    ) throws -> Int {
        var count = 0
        for (notice, fingerprint) in notices {
            let readers: [String?] = notice.channel == .mail ? notice.recipients : [nil]
            for reader in readers {
                count += try connection.execute(
                    """
                    insert into ledger.notice (
                        notice, channel, kind, about, run, recipients, reader, subject, body, html,
                        fingerprint, made_at, next_try_at)
                    values (
                        (select coalesce(max(notice), 0) + 1 from ledger.notice),
                        \(notice.channel.rawValue), \(notice.kind.rawValue),
                        \(orNull: notice.campus?.text), \(orNull: notice.run),
                        \(notice.recipients), \(orNull: reader), \(notice.subject),
                        \(notice.body), \(orNull: notice.html), \(fingerprint),
                        \(now.postgres), \(now.postgres))
                    on conflict (fingerprint, reader) do nothing
                    """
                )
            }
        }
        return count
    }

    /// Puts notes into the queue that a person asked for, and into the audit trail that he did.
    public func queueTest(
        _ notices: [(notice: Notice, fingerprint: [UInt8])],
        by person: String,
        at now: Timestamp
    ) throws -> Int {
        try inTelling {
            let count = try queue(notices, at: now)
            guard count > 0 else { return 0 }
            try connection.audit(
                AuditEntry(
                    .noticesTested,
                    at: nil,
                    by: person,
                    facts: [AuditFact("notes", count)]
                )
            )
            return count
        }
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

    /// What waits, is due and is in nobody's hands, oldest first; all that waits where a person asks.
    public func waitingNotices(
        at now: Timestamp,
        evenIfNotDue: Bool = false
    ) throws -> [QueuedNotice] {
        try connection.query(
            "select * from ledger.waiting_notices(\(now.postgres), \(evenIfNotDue))"
        ).map(QueuedNotice.init)
    }

    /// The newest notes, and all that wait or were given up, newest first.
    public func notices(limit: Int = 50) throws -> [QueuedNotice] {
        try connection.query(
            """
            select * from ledger.notice
            where sent_at is null
               or notice in (select notice from ledger.notice order by notice desc limit \(limit))
            order by notice desc
            """
        ).map(QueuedNotice.init)
    }

    /// Takes a note to hand it over; the try counts before it is made, so that one that ends the
    /// program is not made at once again.
    ///
    /// Until `end` nobody else takes it; one that is not heard of again is due at `next`.
    ///
    /// - Returns: the note with this try; nil where somebody else was first.
    public func take(
        _ notice: QueuedNotice,
        at now: Timestamp,
        until end: Timestamp,
        next: Timestamp
    ) throws -> QueuedNotice? {
        let isMine: Bool? = try connection.query(
            """
            select ledger.take_notice(\(notice.number), \(notice.tries)::integer, \(now.postgres),
                \(end.postgres), \(next.postgres)) as mine
            """
        ).first?.get("mine")
        guard isMine == true else { return nil }
        var taken = notice
        taken.tries += 1
        return taken
    }

    /// Notes that a note that was taken is handed over.
    public func noteSent(_ notice: QueuedNotice, at now: Timestamp) throws {
        try endTry(of: notice, sentAt: now)
    }

    /// Notes why a try failed, and that it was the last one where it is given up.
    public func noteFailed(
        _ notice: QueuedNotice,
        because words: Message,
        givingUpAt end: Timestamp?
    ) throws {
        try endTry(of: notice, givenUpAt: end, because: words)
    }

    private func endTry(
        of notice: QueuedNotice,
        sentAt: Timestamp? = nil,
        givenUpAt: Timestamp? = nil,
        because words: Message? = nil
    ) throws {
        _ = try connection.query(
            """
            select ledger.end_try_of_notice(\(notice.number), \(notice.tries)::integer,
                \(orNull: sentAt?.postgres), \(orNull: givenUpAt?.postgres),
                \(orNull: words?.text))
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
            reader: try row.get("reader"),
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
