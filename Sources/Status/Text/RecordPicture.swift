import BursarModel

/// Lines of an output under a ruler, as wide as a page: longer ones go on below, from field to
/// field.
struct RecordPicture {
    /// Before every line: the number of a record, or what else it is.
    static let gutter = 8
    private static let widest = TextWidth.page - gutter - 3

    let encoding: String
    let style: TerminalStyle

    /// Lines of which every field lies in the same columns.
    func fixed(_ records: [CheckedRecord], labels: [String]) -> [String] {
        guard let first = records.first else { return [] }
        let cells = records.map { RecordCells($0.text, encoding: encoding) }
        let fields = first.fields.enumerated().map { index, field in
            (name: shownName(field, index), range: field.from - 1..<max(field.from - 1, field.to))
        }
        let segments = segments(of: first, longest: cells.map(\.count).max() ?? 0)
        return segments.enumerated().flatMap { index, segment in
            let ruler = ColumnRuler(columns: segment)
            let isLast = index == segments.count - 1
            let lines = zip(labels, cells).map { label, cells in
                let end = isLast ? max(segment.upperBound, cells.count) : segment.upperBound
                return indented(cells[segment.lowerBound..<end], label)
            }
            return (index > 0 ? [""] : []) + ruler.scale.map { faint(indented($0)) } + lines
                + ruler.legend(fields).map { faint(indented($0)) }
        }
    }

    /// Lines whose fields are as long as they are.
    func delimited(_ records: [CheckedRecord], labels: [String]) -> [String] {
        let cells = records.map { RecordCells($0.text, encoding: encoding) }
        let longest = min(RecordPicture.widest, records.map(\.length).max() ?? 0)
        let ruler = ColumnRuler(columns: 0..<max(1, longest))
        return ruler.scale.map { faint(indented($0)) }
            + zip(labels, cells).flatMap { label, cells in
                stride(from: 0, to: max(1, cells.count), by: RecordPicture.widest).map { start in
                    // An ending alone does not go on below.
                    indented(
                        cells[start..<start + RecordPicture.widest],
                        start == 0 ? label : "↳"
                    )
                }
            }
    }

    /// The fields of one line, each with its positions, its name and what stands there.
    func fields(of record: CheckedRecord) -> [String] {
        let places = record.fields.map(\.positions)
        let names = record.fields.enumerated().map { shownName($1, $0) }
        let placeWidth = places.map(\.count).max() ?? 0
        let nameWidth = names.map(TextWidth.of).max() ?? 0
        return zip(zip(places, names), record.fields).map { labels, field in
            let cells = RecordCells(field.text, encoding: encoding)
            let place = labels.0.padded(to: placeWidth)
            let name = labels.1.padded(to: nameWidth)
            let text = cells.count == 0 ? faint("(empty)") : cells[0..<cells.count]
            return indented("\(faint(place))  \(name)  \(text)")
        }
    }

    private func shownName(_ field: CheckedRecord.Field, _ index: Int) -> String {
        Printable.escaped(field.name ?? "field \(index + 1)")
    }

    /// Parts of a record that fit the page, broken between two fields where that is possible.
    private func segments(of record: CheckedRecord, longest: Int) -> [Range<Int>] {
        var segments: [Range<Int>] = []
        var start = 0
        while record.length - start > RecordPicture.widest {
            let limit = start + RecordPicture.widest
            let boundary = record.fields.map { $0.from - 1 }.last { $0 > start && $0 <= limit }
            segments.append(start..<(boundary ?? limit))
            start = boundary ?? limit
        }
        return segments + [start..<max(start + 1, record.length)]
    }

    private func indented(_ text: String, _ label: String = "") -> String {
        let room = RecordPicture.gutter - 1
        return String(repeating: " ", count: max(0, room - TextWidth.of(label))) + label + " "
            + text
    }

    private func faint(_ text: String) -> String { style.show(text, .faint) }
}

extension CheckedRecord.Field {
    /// `1-9`, `10` or, where nothing stands, `11`.
    var positions: String { length <= 1 ? "\(from)" : "\(from)-\(to)" }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - TextWidth.of(self)))
    }
}
