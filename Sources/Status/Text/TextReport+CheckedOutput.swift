import BursarModel

extension TextReport {
    /// A file that a run would write: what to type at its load, and its lines under a ruler.
    static func lines(
        of output: CheckedOutput,
        at campus: CampusKey,
        in style: TerminalStyle
    ) -> [String] {
        let isForSFS = output.kind == .sfs
        let summary = output.summary(at: campus)
        let notes = [summary.feesNote, summary.totalNote].compactMap(\.self)
        let total =
            "count \(Figures.count(output.records)) · total \(Figures.dollars(summary.totalCents))"
            + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
        let typed = [total, summary.settingsInWords].filter { !$0.isEmpty }.joined(separator: " · ")
        let name = Printable.escaped(output.name)
        return [style.show("■", isForSFS ? .good : nil) + " " + style.show(name, .strong)]
            + TextWidth.wrap(
                isForSFS ? "To type into PeopleSoft: \(typed)" : "For another office: \(typed)",
                indent: "  "
            )
            + TextWidth.wrap(shape(of: output), indent: "  ")
            + [style.show("  SHA-256 \(output.sha256)", .faint)]
            + pictures(of: output, in: style).flatMap { [""] + $0 }
    }

    /// `3 records of 41 bytes · us-ascii · lines end with LF · 126 bytes`.
    private static func shape(of output: CheckedOutput) -> String {
        let records = counted(output.records, "record")
        let each = output.recordLength.map { " of \(Figures.count(Int64($0))) bytes" } ?? ""
        let separator = output.separator.map { separator in
            let shown = RecordCells(separator, encoding: output.encoding)
            return separator == " "
                ? "fields divided by a blank" : "fields divided by `\(shown[0..<1])`"
        }
        let ending = output.lineEnding == "crlf" ? "CR LF" : "LF"
        let last =
            output.hasFinalLineEnding || output.bytes == 0 ? "" : ", but the last, which has none"
        return [
            records + each, output.encoding, separator, "lines end with \(ending)\(last)",
            counted(output.bytes, "byte"),
        ].compactMap(\.self).joined(separator: " · ")
    }

    private static func pictures(
        of output: CheckedOutput,
        in style: TerminalStyle
    ) -> [[String]] {
        let picture = RecordPicture(encoding: output.encoding, style: style)
        let labels = output.shown.map { $0.record.map { Figures.count($0) } ?? "" }
        var pictures: [[String]] = []
        if let header = output.header {
            pictures.append(picture.fixed([header], labels: ["header"]))
        }
        if output.recordLength != nil, output.heading == nil {
            pictures.append(picture.fixed(output.shown, labels: labels))
        } else {
            let heading = output.heading.map { [$0] } ?? []
            pictures.append(
                picture.delimited(
                    heading + output.shown,
                    labels: heading.map { _ in "names" } + labels
                )
            )
            if let first = output.shown.first {
                pictures.append(
                    ["  The fields of record \(labels[0]):"] + picture.fields(of: first)
                )
            }
        }
        let more = output.records - Int64(output.shown.count)
        if more > 0 {
            let note = "\(counted(more, "more record")); `--all` shows them"
            pictures.append([style.show("        … \(note)", .faint)])
        }
        if let trailer = output.trailer {
            pictures.append(picture.fixed([trailer], labels: ["trailer"]))
        }
        return pictures.filter { !$0.isEmpty }
    }
}

extension CheckedOutput {
    /// The output as reports of runs have it, for the words that they have of totals and settings.
    fileprivate func summary(at campus: CampusKey) -> OutputSummary {
        OutputSummary(
            id: "",
            campus: campus,
            run: "",
            name: name,
            kind: kind,
            state: .planned,
            sha256: sha256,
            bytes: bytes,
            records: records,
            fees: fees.count,
            chargeCents: fees.chargeCents,
            creditCents: fees.creditCents,
            idHash: nil,
            path: "",
            recovered: false,
            publishedAt: nil,
            collectedAt: nil,
            loadSettings: loadSettings
        )
    }
}
