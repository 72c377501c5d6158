import BursarModel

extension TextReport {
    /// One record, byte by byte: where each came from.
    static func lines(
        of explanation: RecordExplanation,
        _ report: CheckReport,
        in style: TerminalStyle
    ) -> [String] {
        let output = report.outputs.first { $0.name == explanation.output }
        let picture = RecordPicture(encoding: output?.encoding ?? "us-ascii", style: style)
        let record = explanation.record
        let number = Figures.count(record.record ?? 0)
        let title = "Record \(number) of \(Printable.escaped(explanation.output)), byte by byte"
        let sent =
            explanation.when.map { "Sent to this file by `when: \(Printable.escaped($0))`" }
            ?? "Sent to this file because none before it takes it"
        return [heading(title, in: style)]
            + explanation.fees.flatMap { TextWidth.wrap(words(on: $0), indent: "  ") }
            + TextWidth.wrap("\(sent), \(Printable.escaped(explanation.declaredAt)).", indent: "  ")
            + [""]
            + (output?.recordLength == nil
                ? picture.delimited([record], labels: [number])
                : picture.fixed([record], labels: [number]))
            + [""] + explained(explanation, picture, in: style)
            + TextWidth.wrap(between(output), indent: "  ")
    }

    private static func words(on fee: CheckedFee) -> String {
        let amount = fee.amountCents.map { " of $\(Figures.dollars($0))" } ?? ""
        let id = fee.transactionID.map { ", transaction \(Printable.escaped($0))" } ?? ""
        return "Fee \(Figures.count(fee.ordinal)) of the export, on its line "
            + "\(Figures.count(fee.line)): \(Printable.escaped(fee.feeType))\(amount)\(id)."
    }

    private static func explained(
        _ explanation: RecordExplanation,
        _ picture: RecordPicture,
        in style: TerminalStyle
    ) -> [String] {
        let heads = picture.fields(of: explanation.record)
        let line = explanation.fees.first?.line ?? 0
        let places = explanation.record.fields.map(\.positions.count).max() ?? 0
        let indent = String(repeating: " ", count: RecordPicture.gutter + places + 2)
        return zip(heads, explanation.fields).flatMap { head, field in
            [head]
                + TextWidth.wrap(sentence(on: field, line: line), indent: indent)
                .map { style.show($0, .faint) }
        }
    }

    /// What stands between the fields, and behind the last one.
    private static func between(_ output: CheckedOutput?) -> String {
        guard let output else { return "" }
        let ending = output.lineEnding == "crlf" ? "CR LF" : "LF"
        guard let separator = output.separator else { return "The line ends with \(ending)." }
        let shown = separator == " " ? "a blank" : "`\(Printable.escaped(separator))`"
        return "Between two fields stands \(shown); the line ends with \(ending)."
    }

    private static func sentence(on field: FieldExplanation, line: Int64) -> String {
        let from = field.origins.map { words(on: $0, line: line) }.joined(separator: ", then ")
        let chosen = field.when.map { "; chosen by `\(Printable.escaped($0))`" } ?? ""
        let origin = field.origins.isEmpty ? "nothing: no part of the field applies" : from
        let steps = field.fitting.map(\.words)
        let value = Printable.escaped(field.value)
        let fitting =
            steps.isEmpty
            ? ""
            : field.fitting.contains { $0.kind == .blank }
                ? "; \(steps.joined(separator: ", "))"
                : "; \(value.isEmpty ? "empty" : "`\(value)`") \(steps.joined(separator: ", "))"
        return "\(origin)\(chosen)\(fitting) (\(Printable.escaped(field.declaredAt)))"
    }

    private static func words(on origin: ValueOrigin, line: Int64) -> String {
        let name = origin.source.map { "`\(Printable.escaped($0))`" } ?? ""
        let picture = origin.picture.map { " as \(Printable.escaped($0))" } ?? ""
        let place = origin.declaredAt.map { " of \(Printable.escaped($0))" } ?? ""
        let key = Printable.escaped(origin.key ?? "")
        switch origin.giver {
        case .format:
            return origin.text.isEmpty
                ? "nothing, as the format says"
                : "`\(Printable.escaped(origin.text))`, a constant of the format"
        case .export:
            guard let exported = origin.exported else {
                return origin.key.map { "\(name)\(picture), \(Printable.escaped($0))" }
                    ?? "\(name)\(picture) of the export"
            }
            if exported.isEmpty { return "\(name)\(picture), empty in the export" }
            let shown = Printable.escaped(exported)
            let asWritten = exported == origin.text ? "" : ", which says `\(shown)`"
            return "\(name)\(picture) of the export, line \(Figures.count(line))\(asWritten)"
        case .campus: return "\(name)\(place)"
        case .lookup: return "\(name), row \(key)\(place)"
        case .terms: return "\(name) of \(key), by the terms\(place)"
        case .run: return "\(name)\(picture) of the run"
        case .output: return "\(name)\(picture) of the output"
        }
    }
}

extension FittingStep {
    /// What was done, in the run of a sentence whose subject is the value.
    var words: String {
        let number = counted(Int64(bytes), "byte")
        let place =
            switch side {
            case .left?: " on the left"
            case .right?: " on the right"
            case .behindSign?: " behind its sign"
            case nil: ""
            }
        switch kind {
        case .blank: return "blank, for the field does not apply to this fee"
        case .stripped: return "without \(counted(Int64(bytes), "leading zero"))"
        case .last: return "only its end, \(number) left out"
        case .default: return "replaced by the field's default"
        case .guarded: return "led by an apostrophe, lest a spreadsheet take it for a formula"
        case .cut: return "cut\(place) by \(number)"
        case .filled:
            let filling =
                with == " "
                ? counted(Int64(bytes), "blank")
                : "\(Figures.count(Int64(bytes))) × `\(with ?? "")`"
            return "filled\(place) with \(filling)"
        case .quoted: return bytes > 2 ? "quoted, its own quotes doubled" : "quoted"
        }
    }
}
