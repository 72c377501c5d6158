import BursarModel

/// Puts the rows of one fee together to what a person wants to know of it.
struct TraceStory {
    let place: FeePlace
    let campus: CampusKey
    let charges: [TracedCharge]
    let held: [TracedHeldRow]
    /// Of all fees that were found.
    let repeats: [TracedRepeat]
    let exports: [Int: TracedExport]
    let outputs: [Int: TracedOutput]

    var fee: TracedFee {
        get throws {
            let outputs = outputsInOrder
            var fee = TracedFee(
                charge: place.text(at: campus),
                campus: campus,
                transactionID: charges.first?.fee.transactionID ?? held.first?.fee.transactionID,
                studentID: charges.first?.fee.studentID ?? held.first?.fee.studentID,
                feeType: charges.first?.fee.feeType
                    ?? held.first?.fee.feeType.flatMap { $0.isEmpty ? nil : $0 },
                // What a newer program could read of a held fee is in its last row.
                amountCents: held.last?.fee.cents ?? charges.first?.fee.cents,
                date: held.last?.fee.date ?? charges.first?.fee.date,
                bucket: bucket,
                reason: reason,
                export: try export(
                    at: place,
                    line: charges.first?.fee.line ?? held.first?.fee.line ?? 0
                ),
                judged: charges.map(judgement),
                held: held.map(hold),
                repeats: try ownRepeats.map { try export(at: $0.place, line: $0.line) },
                outputs: outputs
            )
            if let present { fee.output = outputs.last { $0.id == id(ofOutput: present) } }
            return fee
        }
    }

    /// Where the fee is now: what became of it last counts.
    private var bucket: Bucket {
        guard let last = held.last else { return charges.last?.bucket ?? .held }
        return last.state == .open ? .held : last.bucket ?? .held
    }

    private var reason: String? {
        guard let last = held.last else { return charges.last?.reason }
        switch last.state {
        case .open: return last.reason
        case .released: return nil
        case .writtenOff: return SkipReason.writtenOff.rawValue
        }
    }

    private var present: Int? {
        guard let last = held.last else { return charges.last?.fee.output }
        return last.state == .released ? last.fee.output : nil
    }

    /// Each output with the fee's own record in it, in the order in which they were planned.
    private var outputsInOrder: [TracedOutput] {
        var records: [Int: Int64] = [:]
        for charge in charges {
            if let output = charge.fee.output { records[output] = charge.fee.record }
        }
        for hold in held {
            if let output = hold.fee.output { records[output] = hold.fee.record }
        }
        return records.keys.sorted().compactMap { number in
            var output = outputs[number]
            // Until the bytes are fixed a file that groups or sorts has no records.
            if output?.sha256 != nil { output?.record = records[number] }
            return output
        }
    }

    private var ownRepeats: [TracedRepeat] {
        repeats.filter { fee in
            charges.contains { charge in
                (charge.fee.transactionID != nil && charge.fee.transactionID == fee.transactionID)
                    || (charge.mark != nil && charge.mark == fee.mark)
            }
        }
    }

    private func export(at place: FeePlace, line: Int64) throws -> TracedExport {
        guard var export = exports[place.export] else {
            throw LedgerError.unexpectedState(
                "export \(place.export) of \(campus) is unknown, and fees of it are not"
            )
        }
        export.ordinal = place.ordinal
        export.line = line
        return export
    }

    private func judgement(_ charge: TracedCharge) -> TracedJudgement {
        TracedJudgement(
            generation: charge.generation,
            bucket: charge.bucket,
            reason: charge.reason,
            output: charge.fee.output.map(id(ofOutput:)),
            at: charge.bookedAt
        )
    }

    private func hold(_ row: TracedHeldRow) -> TracedHold {
        TracedHold(
            id: "\(campus.text)-f\(row.held)",
            state: row.state,
            reason: row.reason,
            message: row.message,
            since: row.since,
            settledAt: row.settledAt,
            settledBy: row.settledBy,
            fromOutput: row.fromOutput.map(id(ofOutput:)),
            output: row.fee.output.map(id(ofOutput:)),
            decision: row.decision
        )
    }

    private func id(ofOutput number: Int) -> String { "\(campus.text)-\(number)" }
}
