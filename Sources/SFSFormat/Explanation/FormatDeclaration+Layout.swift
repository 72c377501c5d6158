public import BursarModel

extension FormatDeclaration {
    /// What its files look like, for a person who compares them with a layout on paper.
    public var layout: [FileLayout] { files.map(\.layout) }
}

extension FileDeclaration {
    fileprivate var layout: FileLayout {
        FileLayout(
            name: name.source.value,
            kind: kind,
            when: condition?.words,
            record: record.kind.value.rawValue,
            separator: record.separator.map { String(Unicode.Scalar($0.value)) },
            length: record.length?.value,
            encoding: record.encoding.rawValue,
            lineEnding: record.lineEnding.rawValue,
            hasHeading: record.heading?.value ?? false,
            rules: rules,
            header: columns(of: header ?? []),
            fields: columns(of: fields),
            trailer: columns(of: trailer ?? [])
        )
    }

    private var rules: [String] {
        var rules: [String] = []
        if let group, group.value != .none { rules.append("group: \(group.value.rawValue)") }
        if !sort.isEmpty {
            let keys = sort.map { key in
                key.order == .ascending
                    ? key.value.value.name : "\(key.value.value.name) descending"
            }
            rules.append("sort: \(keys.joined(separator: ", "))")
        }
        if empty != .none { rules.append("empty: \(empty.rawValue)") }
        if exists != .wait { rules.append("exists: \(exists.rawValue)") }
        if !hasFinalLineEnding { rules.append("final_line_ending: false") }
        return rules
    }

    private func columns(of fields: [FieldDeclaration]) -> [ColumnLayout] {
        var next: Int? = 1
        return fields.map { field in
            let length = length(of: field)
            let position = next
            next = position.flatMap { position in
                length.map { position + $0 + (record.separator == nil ? 0 : 1) }
            }
            return ColumnLayout(
                position: position,
                length: length,
                name: field.name?.value,
                source: field.sourceInWords,
                fitting: field.fittingInWords
            )
        }
    }

    /// Quotes that may or may not be set make a field's length vary.
    private func length(of field: FieldDeclaration) -> Int? {
        let isQuoted =
            record.kind.value == .delimited && field.quote?.value ?? record.quotePolicy != .never
        return isQuoted && !field.showsNumber
            ? nil : FieldMeasure(field, in: record).length
    }
}
