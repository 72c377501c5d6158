internal import BursarModel
public import Declarations

extension LookupTable {
    private static let any = "*"
    private static let mostKeys = 8
    private static let mostColumns = 64

    /// Reads one lookup of a campus file; nil where something in it is a finding.
    public static func read(from mapping: Mapping, findings: Findings) -> LookupTable? {
        let by = mapping.requiredElement("by")?.strings()
        let keys = by.flatMap { readKeys($0, findings: findings) }
        let declared = mapping.requiredElement("values")
        let fallback = mapping.element("default")
        mapping.finish()
        guard let by, let keys, let declared else { return nil }
        var rows: [RowReading] = []
        var areAll = true
        switch declared.value {
        case .mapping:
            guard keys.count == 1 else {
                findings.error(
                    "a lookup by several keys lists its rows",
                    at: declared.place,
                    hint: "write - {key: [\(names(of: by))], value: …} for each"
                )
                return nil
            }
            rows = declared.mapping()?.entries().map { keyed($0, $1) } ?? []
        default:
            guard let elements = declared.sequence() else { return nil }
            for element in elements {
                if let row = listed(by: keys, element) { rows.append(row) }
            }
            areAll = rows.count == elements.count
        }
        guard !rows.isEmpty else {
            if areAll {
                findings.error(
                    "the lookup has no values",
                    at: declared.place,
                    hint: "write one for each fee type, such as OVERDUEFINE: \"300000000001\""
                )
            }
            return nil
        }
        if let fallback {
            rows.append(
                RowReading(
                    keys: Array(repeating: nil, count: keys.count),
                    keyPlaces: [],
                    place: fallback.place,
                    cells: cells(of: fallback)
                )
            )
        }
        let counter = ErrorCounter(findings)
        check(rows, by: keys, findings: counter)
        let columns = rows[0].cells.map(\.column.value)
        guard areAll, counter.count == 0, rows.allSatisfy({ $0.cells.count == columns.count })
        else {
            return nil
        }
        return LookupTable(
            keyNames: by.map(\.value),
            keys: keys,
            columns: columns,
            rows: rows.map { row in
                Row(
                    keys: row.keys,
                    values: columns.map { column in
                        row.cells.first { $0.column.value == column }?.text
                            ?? Placed("", at: row.place)
                    },
                    place: row.place
                )
            }
        )
    }

    private static func names(of keys: [Placed<String>]) -> Message {
        .joined(keys.map { "\(quoted($0.value))" }, separator: ", ")
    }

    private static func readKeys(_ names: [Placed<String>], findings: Findings) -> [Key]? {
        guard !names.isEmpty, names.count <= mostKeys else {
            if let place = names.first?.place {
                findings.error(
                    "a lookup has at most \(mostKeys) keys",
                    at: place,
                    hint: "leave out what the values do not depend on"
                )
            }
            return nil
        }
        let keys = names.map { name -> Key? in
            switch FormatValue.read(name, findings: findings) {
            case .text(let field): return .text(field)
            case .sign: return .sign
            case nil: return nil
            default:
                findings.error(
                    "a lookup cannot be asked by `\(quoted(name.value))`",
                    at: name.place,
                    hint: "it can by the texts of a fee, such as fee.type, and by sign"
                )
                return nil
            }
        }
        let sound = keys.compactMap(\.self)
        return sound.count == keys.count ? sound : nil
    }

    private struct Cell {
        var column: Placed<String>
        var text: Placed<String>
    }

    private struct RowReading {
        var keys: [String?]
        /// Of each key; none in a row for all that is not listed.
        var keyPlaces: [Place]
        var place: Place
        var cells: [Cell]
    }

    /// `OVERDUEFINE: "3000…"`, or `OVERDUEFINE: {account: …, text: …}`.
    private static func keyed(_ key: Placed<String>, _ value: Element) -> RowReading {
        RowReading(
            keys: [key.value == any ? nil : key.value],
            keyPlaces: [key.place],
            place: key.place,
            cells: cells(of: value)
        )
    }

    /// `- {key: [MAIN, OVERDUEFINE, charge], account: …, text: …}`.
    private static func listed(by keys: [Key], _ element: Element) -> RowReading? {
        guard let mapping = element.mapping() else { return nil }
        guard let written = mapping.requiredElement("key")?.strings() else { return nil }
        guard written.count == keys.count else {
            element.findings.error(
                "the row has \(written.count) keys, the lookup asks by \(keys.count)",
                at: mapping.place(of: "key"),
                hint: "give one for each, in the order of `by`; \"*\" stands for any"
            )
            return nil
        }
        let cells = mapping.entries().filter { $0.key.value != "key" }.compactMap { entry in
            entry.value.string().map { Cell(column: entry.key, text: $0) }
        }
        return RowReading(
            keys: written.map { $0.value == any ? nil : $0.value },
            keyPlaces: written.map(\.place),
            place: element.place,
            cells: cells
        )
    }

    private static func cells(of element: Element) -> [Cell] {
        if case .mapping = element.value, let mapping = element.mapping() {
            return mapping.entries().compactMap { entry in
                entry.value.string().map { Cell(column: entry.key, text: $0) }
            }
        }
        let column = Placed(FormatValue.soleColumn, at: element.place)
        return element.string().map { [Cell(column: column, text: $0)] } ?? []
    }

    /// Equal columns everywhere, no row twice, and signs that there are.
    private static func check(_ rows: [RowReading], by keys: [Key], findings: ErrorCounter) {
        let columns = rows[0].cells.map(\.column.value)
        if columns.isEmpty {
            findings.error(
                "the row has no value",
                at: rows[0].place,
                hint: "write it behind the key, or several as {account: …, text: …}"
            )
        }
        guard columns.count <= mostColumns else {
            findings.error(
                "a lookup has at most \(mostColumns) columns",
                at: rows[0].place,
                hint: "use several lookups"
            )
            return
        }
        var seen: Set<[String?]> = []
        for row in rows {
            if !seen.insert(row.keys).inserted {
                findings.error(
                    "the lookup has a row for these keys already",
                    at: row.place,
                    hint: "keep one of the two"
                )
            }
            let written = row.cells.map(\.column.value)
            for column in columns where !written.contains(column) {
                // One that is misspelled is said below.
                guard
                    Spelling.nearest(column, among: written.filter { !columns.contains($0) }) == nil
                else { continue }
                findings.error(
                    "the row has no `\(quoted(column))`, which the first row has",
                    at: row.place,
                    hint: "every row has the same columns; write \"\" where one is empty"
                )
            }
            for cell in row.cells {
                if !columns.contains(cell.column.value) {
                    findings.error(
                        "the first row has no `\(quoted(cell.column.value))`",
                        at: cell.column.place,
                        hint: nearest(cell.column.value, among: columns)
                            ?? "every row has the same columns"
                    )
                }
                if columns.count == 1, cell.text.value.isEmpty {
                    findings.error(
                        "the value is empty",
                        at: cell.text.place,
                        hint: "leave the key out, and its fees are held"
                    )
                }
            }
            checkKeys(of: row, by: keys, findings: findings)
        }
    }

    private static func checkKeys(of row: RowReading, by keys: [Key], findings: ErrorCounter) {
        let signs = FeeSign.allCases.map(\.rawValue)
        for (place, (key, value)) in zip(row.keyPlaces, zip(keys, row.keys)) {
            guard let value else { continue }
            if key == .text(.feeType) {
                AlmaFeeTypes.check(Placed(value, at: place), findings: findings.findings)
            }
            if key == .sign, !signs.contains(value) {
                findings.error(
                    "`\(quoted(value))` is no sign",
                    at: place,
                    hint: nearest(value, among: signs) ?? "it is charge, credit or *"
                )
            }
        }
    }
}
