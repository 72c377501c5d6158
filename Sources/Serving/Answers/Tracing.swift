import BursarModel
import HTTPTypes
import Ledger
import Status

/// The trace of one fee, for those who may: noted in the audit trail before anything is shown.
struct Tracing: Sendable {
    let pool: DatabasePool
    let looking: Looking

    /// No id that somebody looks for comes near.
    private static let longestQuery = 100

    func answer(_ campus: CampusKey, _ charge: String?, _ visitor: Visitor) async throws -> Answer {
        let query = charge.map { String($0.filter { !$0.isWhitespace }) } ?? ""
        guard query.utf8.count <= Self.longestQuery else { return Problem.badQuery.answer(.page) }
        guard !query.isEmpty else { return page(campus, nil, nil) }
        try await pool.ask(onlyReads: false) { ledger in
            try ledger.noteTrace(viewerName: visitor.name, campus: campus, subject: query)
        }
        let fees = try await pool.ask { ledger in
            try ledger.asViewer(.campus(campus)) { ledger in
                try ledger.trace(TraceQuery(query, at: campus), at: campus, marks: nil)
            }
        }
        return page(campus, query, fees.map(Self.withoutStudent))
    }

    private func page(_ campus: CampusKey, _ query: String?, _ fees: [TracedFee]?) -> Answer {
        Answer(.html, PlainPage.page("Trace", "<p>\(fees?.count ?? 0)</p>"))
    }

    /// Whose fee it is stands in the campus's own systems; a page has no need of it.
    private static func withoutStudent(_ fee: TracedFee) -> TracedFee {
        var fee = fee
        fee.studentID = nil
        return fee
    }
}
