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

    func answer(_ campus: CampusKey, _ charge: String?, _ visitor: Visitor) async throws
        -> Answer?
    {
        let query = charge.map { String($0.filter { !$0.isWhitespace }) } ?? ""
        guard query.utf8.count <= Self.longestQuery else { return Problem.badQuery.answer(.page) }
        guard !query.isEmpty else {
            let isKnown = try await pool.ask { try $0.login(of: campus) != nil }
            return isKnown ? try await page(campus, nil, nil, visitor) : nil
        }
        let asked = TraceQuery(query, at: campus)
        let found: [TracedFee]? = try await pool.ask { ledger in
            guard try ledger.login(of: campus) != nil else { return nil }
            return try ledger.asViewer(.campus(campus)) { ledger in
                try ledger.trace(asked, at: campus, marks: nil)
            }
        }
        guard let fees = found else { return nil }
        // Found before it is noted, and noted before it is shown: what finds nothing may be
        // anything, a student's id typed by mistake included, and must not stay in the trail.
        let subject = fees.isEmpty ? "something that the hub does not know" : query
        try await pool.ask(onlyReads: false) { ledger in
            try ledger.noteTrace(viewerName: visitor.name, campus: campus, subject: subject)
        }
        return try await page(campus, query, fees.map { Self.shown($0, to: visitor) }, visitor)
    }

    private func page(
        _ campus: CampusKey,
        _ query: String?,
        _ fees: [TracedFee]?,
        _ visitor: Visitor
    ) async throws -> Answer {
        // A person of the consortium who traces is still one of the consortium.
        let viewer: Viewer = visitor.sight == .consortium ? .consortium : .campus(campus)
        let labels = try await pool.ask { ledger in
            try ledger.asViewer(viewer) { try looking.labels($0) }
        }
        let pages = PageAnswers(
            audience: Audience(viewer: viewer, visitor),
            isDemo: looking.hub.home.isDemo
        )
        let frame = pages.frame(asOf: looking.hub.now, at: "/trace/\(campus)", labels: labels)
        return Answer(.html, Pages.trace(campus: campus, query: query, fees: fees, in: frame))
    }

    /// Students are their campus's; the consortium follows money.
    private static func shown(_ fee: TracedFee, to visitor: Visitor) -> TracedFee {
        var fee = fee
        if visitor.sight == .consortium { fee.studentID = nil }
        return fee
    }
}
