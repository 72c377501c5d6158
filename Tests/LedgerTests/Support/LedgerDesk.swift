import BursarModel
import Digests
import Ledger
import PostgreSQL
import TestSupport

/// A ledger of its own with one campus, and a hub's part in words: stage, draft, settle.
final class LedgerDesk {
    static let evening = Timestamp(seconds: 1_795_226_400)  // 2026-11-20, 18:00 in California

    let database: TestDatabase
    let connection: PostgresConnection
    let ledger: Ledger
    let campus: CampusKey
    private(set) var runs = 0
    /// A settlement puts its row below that of its run.
    var begun: Set<String> = []

    init(_ campus: CampusKey = .humboldt) throws {
        database = try TestDatabase(migrations: LedgerMigrations.all)
        connection = try database.connect(as: LedgerRole.run.name)
        ledger = Ledger(connection)
        self.campus = campus
        try onboard(campus)
    }

    /// A session that may change whatever it likes: to look, and to break things.
    func administrator() throws -> PostgresConnection { try database.connect() }

    // MARK: Campuses and claims

    @discardableResult
    func onboard(
        _ campus: CampusKey,
        state: CampusState = .live,
        text: String = "campus: x\n",
        at now: Timestamp = evening
    ) throws -> (change: RevisionChange, revision: Int) {
        try ledger.record(
            RevisionRecord.synthetic(campus, state: state, text: text),
            by: "somebody",
            at: now,
            hubVersion: "1.0"
        )
    }

    /// Claims the campus; a test that must not get it asks the ledger itself.
    func claim(
        _ campus: CampusKey? = nil,
        run: String? = nil,
        at now: Timestamp = evening,
        runDate: CalendarDate? = nil
    ) throws -> Claim {
        runs += 1
        let name = run ?? "run-\(runs)"
        if !begun.contains(name) { try begin(name, at: now) }
        let answer = try ledger.claim(campus ?? self.campus, for: name, at: now, runDate: runDate)
        guard case .claimed(let claim) = answer else { throw NotClaimed() }
        return claim
    }

    struct NotClaimed: Error {}

    // MARK: Settling

    /// What a hub would hand to the ledger for these exports.
    func draft(
        _ exports: [TestExport],
        under claim: Claim,
        releasing releases: [(held: Int, amount: Int64, target: Int)] = [],
        change: (inout SettlementDraft) -> Void = { _ in }
    ) throws -> SettlementDraft {
        let staging = try ledger.stageFees(
            marks: claim.hasPurgedCharges ? PurgeMarks(LedgerDesk.key, of: claim.campus) : nil
        )
        var builder = DraftBuilder(
            staging,
            firstExport: claim.nextExport,
            alsoDeriveKeys: claim.hasDerivedCharges
        )
        for release in releases {
            try builder.release(release.held, Cents(release.amount), to: release.target)
        }
        for export in exports { try builder.read(export) }
        var draft = builder.draft
        change(&draft)
        return draft
    }

    func terms(
        at now: Timestamp = evening,
        holding ceiling: HoldCeiling = HoldCeiling(atLeast: 20, shareBasisPoints: 1000)
    ) -> SettlementTerms {
        SettlementTerms(
            now: now,
            hubVersion: "1.0",
            homeID: "home",
            outbox: "outbox/\(campus)",
            ceiling: ceiling,
            name: { target, numbers in "output-\(target)-\(numbers.run).dat" }
        )
    }

    /// A whole run of the campus up to T1.
    @discardableResult
    func settle(
        _ exports: TestExport...,
        releasing releases: [(held: Int, amount: Int64, target: Int)] = [],
        at now: Timestamp = evening,
        holding ceiling: HoldCeiling = HoldCeiling(atLeast: 20, shareBasisPoints: 1000)
    ) throws -> Settlement {
        let claim = try claim(at: now)
        let settlement = try ledger.settle(
            try draft(exports, under: claim, releasing: releases),
            under: claim,
            terms(at: now, holding: ceiling)
        )
        try ledger.release(claim)
        return settlement
    }

    @discardableResult
    func settle(
        _ draft: SettlementDraft,
        under claim: Claim,
        _ terms: SettlementTerms? = nil
    ) throws -> Settlement {
        try ledger.settle(draft, under: claim, terms ?? self.terms())
    }

    // MARK: What the tables hold

    func count(_ statement: PostgresStatement) throws -> Int {
        try connection.query(statement).first?.get("count") ?? -1
    }

    /// One line per row, in the statement's order; columns as text, null as `-`.
    func rows(_ statement: PostgresStatement, _ columns: String...) throws -> [String] {
        try connection.query(statement).map { row in
            try columns.map { try row.get($0) as String? ?? "-" }.joined(separator: " ")
        }
    }
}
