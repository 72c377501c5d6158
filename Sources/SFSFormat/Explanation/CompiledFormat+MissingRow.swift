public import BursarModel

extension CompiledFormat {
    /// The row that a fee lacks in a lookup that is asked by more than the fee type, as the campus
    /// file would write its key: ``no row `LAW, OVERDUEFINE, charge` in `lookups.item_type` ``.
    ///
    /// Fee type, library and sign are codes; any other key could be a patron's and is shown as `…`.
    ///
    /// - Returns: nil where the fee type alone is the key, or where no field of the record asks.
    public func missingRow(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext
    ) -> Message? {
        let program = files[file].detail
        var scratch = RecordBuffer(reserving: 256)
        for lookup in program.lookupsAsked(by: fee, facts, context)
        where lookup.table.row(of: fee, facts, scratch: &scratch) == nil {
            guard !lookup.table.asksFeeTypeAlone else { return nil }
            let key = lookup.table.key(of: fee, facts)
            return "no row `\(key)` in `lookups.\(Printable(lookup.name))`"
        }
        return nil
    }
}

extension RecordProgram {
    /// The lookups that the fields of a fee's record ask, in the order of asking.
    fileprivate func lookupsAsked(
        by fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        _ context: OutputContext
    ) -> [Lookup] {
        var asked: [Lookup] = []
        for field in fields where applies(field.onlyWhen, fee, facts, context) {
            for index in field.branches
            where applies(branches[index].condition, fee, facts, context) {
                asked += lookups(in: branches[index].source)
                break
            }
        }
        return asked
    }

    private func lookups(in source: Source) -> [Lookup] {
        switch source {
        case .lookup(let index, _): [lookups[Int(index)]]
        case .pictured(let index): lookups(in: picturedTexts[Int(index)].source)
        case .template(let parts): parts.flatMap { lookups(in: templateParts[Int($0)]) }
        case .nothing, .constant, .feeText, .day, .runTime, .number, .sign, .term, .exportNumber,
            .exportFile, .jobID, .idHash:
            []
        }
    }
}

extension LookupTable {
    fileprivate var asksFeeTypeAlone: Bool { keys == [.text(.feeType)] }

    /// Nothing keeps an export from making a code long.
    private static let longestShownKey = 40

    fileprivate func key(of fee: borrowing FeeTexts, _ facts: FeeFacts) -> Message {
        var parts: [Message] = []
        for key in keys {
            switch key {
            case .sign: parts.append("\(Printable(facts.amount.sign.rawValue))")
            case .text(let field) where field == .feeType || field == .libraryCode:
                let text = fee.string(field)
                let isLong = text.count > LookupTable.longestShownKey
                let shown = isLong ? "\(text.prefix(LookupTable.longestShownKey - 1))…" : text
                parts.append("\(Printable(shown))")
            case .text: parts.append("…")
            }
        }
        return .joined(parts, separator: ", ")
    }
}
