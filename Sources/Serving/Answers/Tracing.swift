import BursarModel
import HTTPTypes
import Hub
import Ledger
import Pages
import Status

/// The trace of one fee, for those who may: noted in the audit trail before anything is shown.
struct Tracing: Sendable {
    let pool: DatabasePool
    let looking: Looking

    /// No id that somebody looks for comes near.
    private static let longestQuery = 100

    /// Nil where there is no such campus.
    func answer(_ campus: CampusKey, _ charge: String?, _ visitor: Visitor) async throws
        -> Answer?
    {
        let text = charge.map { String($0.filter { !$0.isWhitespace }) } ?? ""
        guard text.utf8.count <= Self.longestQuery else { return Problem.badQuery.answer(.page) }
        guard try await pool.ask({ try $0.login(of: campus) != nil }) else { return nil }
        guard !text.isEmpty else { return try await page(campus, nil, nil, visitor) }
        let query = TraceQuery(text, at: campus)
        let fees = try await pool.ask { ledger in
            // As the consortium, which alone may read by what the key of a campus is known.
            let marks = try ledger.asViewer(.consortium) {
                try looking.hub.purgeMarks(of: campus, $0)
            }
            return try ledger.asViewer(.campus(campus)) {
                try $0.trace(query, at: campus, marks: marks)
            }
        }
        let subject = Self.subject(of: fees, asked: text)
        try await pool.ask(onlyReads: false) { ledger in
            try ledger.noteTrace(viewerName: visitor.name, campus: campus, subject: subject)
        }
        return try await page(campus, text, fees.map { Self.shown($0, to: visitor) }, visitor)
    }

    /// What stands in the trail.
    ///
    /// Found before it is noted, and noted before it is shown: what finds nothing may be anything, a
    /// student's id typed by mistake included, and must not stay in the trail. Nor must the
    /// transaction id of a fee from which a purge took it: that one is named by its place.
    private static func subject(of fees: [TracedFee], asked text: String) -> String {
        guard let first = fees.first else { return "something that the hub does not know" }
        return fees.allSatisfy { $0.transactionID == nil } ? first.charge : text
    }

    private func page(
        _ campus: CampusKey,
        _ query: String?,
        _ fees: [TracedFee]?,
        _ visitor: Visitor
    ) async throws -> Answer {
        // A person of the consortium who traces is still one of the consortium.
        let viewer: Viewer = visitor.sight == .consortium ? .consortium : .campus(campus)
        let seen = try await pool.ask { try looking.around(as: viewer, $0) }
        let pages = PageAnswers(audience: Audience(visitor, as: viewer))
        let frame = pages.frame(seen, at: "/trace/\(campus)")
        return Answer(.html, Pages.trace(campus: campus, query: query, fees: fees, in: frame))
    }

    /// Students are their campus's; the consortium follows money.
    private static func shown(_ fee: TracedFee, to visitor: Visitor) -> TracedFee {
        var fee = fee
        if visitor.sight == .consortium { fee.studentID = nil }
        return fee
    }
}
