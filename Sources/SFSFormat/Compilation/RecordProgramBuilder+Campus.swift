internal import BursarModel

/// What a campus lends to a field, looked up and judged before the first fee.
extension RecordProgramBuilder {
    func campusConstant(_ name: String, at place: Place) -> String? {
        if let constant = campus.constants[name] { return constant }
        guard !campus.unreadable.constants.contains(name) else { return nil }
        findings.error(
            "campus `\(campus.key)` defines no constant `\(quoted(name))`",
            at: place,
            hint: nearest(name, among: campus.constants.keys.sorted())
                ?? "add it to `constants` in the campus file"
        )
        return nil
    }

    mutating func campusText(
        _ text: String,
        _ value: FormatValue,
        _ picture: TextPicture?,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        guard let range = constant(text, letterCase: field.letterCase?.value, picture: picture)
        else {
            findings.error(
                "`\(quoted(value.name))` of campus `\(campus.key)` cannot be written in \(Printable(encoding.rawValue))",
                at: place,
                hint: "change it in the campus file, or give the record another `encoding`"
            )
            return .nothing
        }
        check([Array(constants[range])], of: value, in: field, at: place)
        return .constant(range)
    }

    mutating func lookup(
        _ name: String,
        column: String,
        _ picture: TextPicture?,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        guard let table = campus.lookups[name] else {
            guard !campus.unreadable.lookups.contains(name) else { return .nothing }
            findings.error(
                "campus `\(campus.key)` has no lookup `\(quoted(name))`",
                at: place,
                hint: nearest(name, among: campus.lookups.keys.sorted())
                    ?? "add it to `lookups` in the campus file"
            )
            return .nothing
        }
        guard let index = table.columns.firstIndex(of: column) else {
            let all = Message.joined(
                table.columns.map { "\(Printable($0))" },
                separator: ", "
            )
            findings.error(
                "lookup `\(quoted(name))` of campus `\(campus.key)` has no column `\(quoted(column))`",
                at: place,
                hint: nearest(column, among: table.columns) ?? "its columns are \(all)"
            )
            return .nothing
        }
        let values = table.values(ofColumn: index).map { value in
            OwnText.bytes(of: String(decoding: value, as: UTF8.self), in: encoding)
        }
        if values.contains(nil) {
            findings.error(
                "a value of lookup `\(quoted(name))` of campus `\(campus.key)` cannot be written in \(Printable(encoding.rawValue))",
                at: place,
                hint: "change it in the campus file, or give the record another `encoding`"
            )
        }
        check(
            values.compactMap(\.self).map { picture?.applied(to: $0, in: encoding) ?? $0 },
            of: .lookup(name: name, column: column),
            in: field,
            at: place,
            widest: table.placedValues(ofColumn: column).max {
                $0.value.utf8.count < $1.value.utf8.count
            }?.place
        )
        if let known = lookups.firstIndex(where: { $0.name == name }) {
            return .lookup(Int32(known), column: Int32(index))
        }
        lookups.append(RecordProgram.Lookup(name: name, table: table))
        return .lookup(Int32(lookups.count - 1), column: Int32(index))
    }

    /// The codes of a term table are known; those of a rule are not.
    func checkTerms(_ picture: TextPicture?, in field: FieldDeclaration, at place: Place) {
        guard case .table(let table) = campus.terms else { return }
        let codes = table.terms.map { term in
            let code = Array(term.code.utf8)
            return picture?.applied(to: code, in: encoding) ?? code
        }
        check(codes, of: .term, in: field, at: place)
    }

    /// What can be told of a campus's own values before the first fee: that they fit.
    private func check(
        _ values: [[UInt8]],
        of value: FormatValue,
        in field: FieldDeclaration,
        at place: Place,
        widest: Place? = nil
    ) {
        let room = [field.width?.value, field.most?.value].compactMap(\.self).min()
        let longest = values.map(\.count).max() ?? 0
        let line: Message = widest.map { "line \($0.line) of " } ?? ""
        if let room, longest > room, field.overflow?.value ?? .error == .error,
            field.last == nil, field.strip == nil
        {
            findings.error(
                "`\(quoted(value.name))` of campus `\(campus.key)` has up to \(longest) bytes, its field holds \(room)",
                at: place,
                hint: "widen the field, or correct the value in \(line)the campus file"
            )
        }
        guard record.kind.value == .delimited, field.quote?.value ?? record.quotePolicy == .never,
            values.contains(where: { $0.contains(where: isDelicate) })
        else { return }
        findings.error(
            "`\(quoted(value.name))` of campus `\(campus.key)` holds the separator or a quote, and the field is never quoted",
            at: place,
            hint: "change it in the campus file, or write `quote: minimal`"
        )
    }
}
