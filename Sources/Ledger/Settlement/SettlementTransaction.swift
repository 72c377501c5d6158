import BursarModel
import PostgreSQL

/// T1: one transaction in which a campus's exports, fees and outputs of a run are booked.
///
/// The usual case costs one insert: as many new charges as staged fees, so nothing came before and
/// every line that was rendered while reading stands. Only where fewer arrive are the fees
/// compared one by one, and the lines of duplicates and changed fees fall out of their outputs.
struct SettlementTransaction {
    let connection: PostgresConnection
    let claim: Claim
    let draft: SettlementDraft
    let terms: SettlementTerms

    /// Exports that turned out to be held as a whole.
    var tooManyHeld: [Int: Message] = [:]
    /// Targets of which a line fell out.
    var changedTargets: Set<Int> = []

    init(
        connection: PostgresConnection,
        claim: Claim,
        draft: SettlementDraft,
        terms: SettlementTerms
    ) {
        self.connection = connection
        self.claim = claim
        self.draft = draft
        self.terms = terms
    }

    /// For statements whose work grows with the fees.
    var bulkDeadline: Duration { draft.deadline }

    mutating func settle() throws -> Settlement {
        var booked: [Int: Books] = [:]
        if !draft.read.isEmpty {
            try bookCharges()
            booked = try booksByExport()
        }
        // The exports come first: what follows refers to them.
        let exports = try recordExports(booked)
        if !draft.read.isEmpty {
            // What is staged was counted a moment ago.
            if booked.values.contains(where: { !$0.duplicate.isZero }) { try insertDuplicates() }
            if booked.values.contains(where: { !$0.held.isZero }) { try insertHeldFees() }
        }
        let outputs = try planOutputs()
        let released = try moveReleasedFees(to: outputs)
        try moveSkippedFees()
        try markRejudged()
        try prove(exports, outputs, released: released)
        return Settlement(outputs: outputs, exports: exports, released: released)
    }

    /// Nothing is published whose books do not balance.
    private func prove(
        _ exports: [Settlement.Export],
        _ outputs: [PlannedOutput?],
        released: Tally
    ) throws {
        for export in exports where !export.books.balance {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "export \(export.export) has fees in no bucket"
            )
        }
        var sent = released
        for export in exports {
            try sent.add(export.books.written)
            try sent.add(export.books.diverted)
        }
        var lines = Tally.zero
        for output in outputs { try lines.add(output?.lines ?? .zero) }
        guard lines == sent else {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "the outputs have \(lines.count) lines for \(sent.count) fees"
            )
        }
    }
}
