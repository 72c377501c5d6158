import BursarModel
import PostgreSQL

/// Plans the outputs: what each is made of, and the values its bytes depend on.
extension SettlementTransaction {
    func planOutputs() throws -> [PlannedOutput?] {
        let staged = try stagedLines()
        // Where all is held there is nothing to tell, not even that there was nothing.
        let isAnyConverted = draft.read.contains { tooManyHeld[$0.export] == nil }
        var counts = try connection.dayCounts(of: claim.local.date, at: claim.campus)
        var planned: [PlannedOutput?] = []
        for (index, target) in draft.targets.enumerated() {
            guard let target,
                case let lines = try (staged[index] ?? .zero).adding(target.released),
                lines.count > 0 || (target.isWrittenEmpty && isAnyConverted)
            else {
                planned.append(nil)
                continue
            }
            let numbers = counts.draw(file: target.file, of: target.format)
            let isWhole = !changedTargets.contains(index)
            guard !isWhole || lines == target.lines else {
                throw LedgerError.booksDoNotBalance(
                    claim.campus,
                    "output \(index + 1) has \(lines.count) booked lines, not \(target.lines.count)"
                )
            }
            planned.append(
                try insertOutput(
                    target,
                    number: claim.nextOutput + index,
                    lines: lines,
                    numbers: numbers,
                    name: try terms.name(index, numbers),
                    isAsRendered: isWhole && target.isIntact
                )
            )
        }
        return planned
    }

    /// What the staged fees come to in each target.
    private func stagedLines() throws -> [Int: Tally] {
        guard !draft.read.isEmpty else { return [:] }
        var staged: [Int: Tally] = [:]
        for row in try connection.query(
            """
            select target, \(tallyColumns: ())
            from pg_temp.fee_staging
            where target is not null
            group by target
            """,
            deadline: bulkDeadline
        ) {
            staged[try row.get("target")] = try row.tally()
        }
        return staged
    }

    private func insertOutput(
        _ target: SettlementDraft.Target,
        number: Int,
        lines: Tally,
        numbers: DayNumbers,
        name: String,
        isAsRendered: Bool
    ) throws -> PlannedOutput {
        try connection.execute(
            """
            insert into ledger.output (
                campus, output, run, name, kind, revision, format, file, export, run_date,
                run_second, run_sequence, file_sequence, home_id, outbox, fees, records,
                charge_cents, credit_cents, state, epoch, planned_at)
            values (
                \(claim.campus.text), \(number), \(claim.run), \(name), \(target.kind.rawValue),
                \(claim.revision), \(target.format), \(target.file), \(orNull: target.export),
                \(claim.local.date.postgres), \(claim.local.secondOfDay), \(numbers.run),
                \(numbers.file),
                \(terms.homeID), \(terms.outbox), \(lines.count), \(lines.count), \(lines.chargeCents),
                \(lines.creditCents), 'planned', \(claim.epoch), \(terms.now.postgres))
            """
        )
        return PlannedOutput(
            output: number,
            run: claim.run,
            name: name,
            kind: target.kind,
            revision: claim.revision,
            format: target.format,
            file: target.file,
            export: target.export,
            plannedAt: terms.now,
            runDate: claim.local.date,
            runSecond: claim.local.secondOfDay,
            runSequence: numbers.run,
            fileSequence: numbers.file,
            homeID: terms.homeID,
            outbox: terms.outbox,
            lines: lines,
            isAsRendered: isAsRendered,
            state: .planned,
            stagedName: nil,
            sha256: nil,
            bytes: nil,
            idHash: nil,
            isRecovered: false
        )
    }
}
