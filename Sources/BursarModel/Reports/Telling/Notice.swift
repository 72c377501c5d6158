/// A note as it waits to be handed over; it holds no patron data.
public struct Notice: Hashable, Sendable {
    public enum Channel: String, Hashable, Sendable, CaseIterable, Encodable {
        case mail
        case webhook
    }

    public enum Kind: String, Hashable, Sendable, CaseIterable, Encodable {
        /// The consortium's, of a run.
        case run
        /// A campus's own.
        case campus
        /// Asked for by a person, to see whether it arrives.
        case test
    }

    public var channel: Channel
    public var kind: Kind
    /// Nil for the consortium's.
    public var campus: CampusKey?
    /// Nil for a test.
    public var run: String?
    /// Mail addresses, all of which stand in the mail's head; none for a webhook.
    public var recipients: [String]
    /// One line.
    public var subject: String
    /// The text of a mail, the JSON of a webhook.
    public var body: String
    public var html: String?

    public init(
        _ channel: Channel,
        _ kind: Kind,
        campus: CampusKey? = nil,
        run: String? = nil,
        recipients: [String] = [],
        subject: String,
        body: String,
        html: String? = nil
    ) {
        self.channel = channel
        self.kind = kind
        self.campus = campus
        self.run = run
        self.recipients = recipients
        self.subject = subject
        self.body = body
        self.html = html
    }
}

/// A note in the queue on its way to one of its readers, with what became of it so far.
public struct QueuedNotice: Hashable, Sendable, Encodable {
    public var number: Int64
    public var notice: Notice
    /// The one of the recipients whom it is handed over to; nil for a webhook.
    public var reader: String?
    /// 32 bytes; the same note has the same ones on every try and for every reader.
    public var fingerprint: [UInt8]
    public var madeAt: Timestamp
    public var tries: Int
    public var nextTryAt: Timestamp
    public var lastError: String?
    public var sentAt: Timestamp?
    public var givenUpAt: Timestamp?

    public init(
        number: Int64,
        notice: Notice,
        reader: String?,
        fingerprint: [UInt8],
        madeAt: Timestamp,
        tries: Int,
        nextTryAt: Timestamp,
        lastError: String?,
        sentAt: Timestamp?,
        givenUpAt: Timestamp?
    ) {
        self.number = number
        self.notice = notice
        self.reader = reader
        self.fingerprint = fingerprint
        self.madeAt = madeAt
        self.tries = tries
        self.nextTryAt = nextTryAt
        self.lastError = lastError
        self.sentAt = sentAt
        self.givenUpAt = givenUpAt
    }

    public enum State: String, Sendable {
        case waiting
        case sent
        case givenUp = "given_up"
    }

    public var state: State {
        if sentAt != nil { return .sent }
        return givenUpAt != nil ? .givenUp : .waiting
    }

    private enum CodingKeys: String, CodingKey {
        case notice, channel, kind, campus, run, recipients, reader, subject, state, tries
        case madeAt = "made_at"
        case nextTryAt = "next_try_at"
        case lastError = "last_error"
        case sentAt = "sent_at"
        case givenUpAt = "given_up_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .notice)
        try container.encode(notice.channel, forKey: .channel)
        try container.encode(notice.kind, forKey: .kind)
        try container.encode(notice.campus?.text, forKey: .campus)
        try container.encode(notice.run, forKey: .run)
        try container.encode(notice.recipients, forKey: .recipients)
        try container.encode(reader, forKey: .reader)
        try container.encode(notice.subject, forKey: .subject)
        try container.encode(state.rawValue, forKey: .state)
        try container.encode(tries, forKey: .tries)
        try container.encode(madeAt, forKey: .madeAt)
        try container.encode(state == .waiting ? nextTryAt : nil, forKey: .nextTryAt)
        try container.encode(lastError, forKey: .lastError)
        try container.encode(sentAt, forKey: .sentAt)
        try container.encode(givenUpAt, forKey: .givenUpAt)
    }
}
