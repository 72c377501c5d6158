public import BursarModel
public import Digests

/// One thing that was done, as it joins the audit trail.
///
/// Number, time and hash are the database's. Neither a student id nor a name is written into it:
/// facts take `Reportable` values alone, and the reason is what the person said.
public struct AuditEntry: Sendable {
    /// The campus that it is about; nil where it is about all of them.
    public var campus: CampusKey?
    public var act: AuditAct
    /// The person, or the run.
    public var who: String
    /// What it was done to, by its id: an output `humboldt-17`, a held matter `humboldt-f12`.
    public var subject: String?
    public var reason: String?
    /// Of the file that it is about.
    public var digest: SHA256Digest?
    public var totals: AuditTotals?
    /// Shown and hashed in this order.
    public var facts: [AuditFact]

    public init(
        _ act: AuditAct,
        at campus: CampusKey?,
        by who: String,
        subject: String? = nil,
        reason: String? = nil,
        digest: SHA256Digest? = nil,
        totals: AuditTotals? = nil,
        facts: [AuditFact] = []
    ) {
        self.campus = campus
        self.act = act
        self.who = who
        self.subject = subject
        self.reason = reason
        self.digest = digest
        self.totals = totals
        self.facts = facts
    }
}

/// A further fact of an entry, free of patron data by its type.
public struct AuditFact: Sendable, Hashable {
    public var name: String
    public var value: String

    public init(_ name: StaticString, _ value: some Reportable) {
        self.name = name.description
        self.value = value.reported
    }
}

/// What an act came to.
public enum AuditTotals: Sendable, Hashable {
    case tally(Tally)
    case books(Books)

    /// As the row keeps it: JSON of constant names and whole numbers.
    var json: String {
        switch self {
        case .tally(let tally): AuditTotals.json(tally)
        case .books(let books):
            "{\"read\": \(AuditTotals.json(books.read))"
                + Bucket.allCases.map { ", \"\($0.rawValue)\": \(AuditTotals.json(books[$0]))" }
                .joined() + "}"
        }
    }

    private static func json(_ tally: Tally) -> String {
        "{\"count\": \(tally.count), \"charge_cents\": \(tally.chargeCents), "
            + "\"credit_cents\": \(tally.creditCents)}"
    }
}
