internal import BursarModel
internal import Declarations

/// Collects the pools of a record's program while its fields are compiled for a campus.
struct RecordProgramBuilder {
    let campus: CampusVocabulary
    let findings: ErrorCounter
    let encoding: OutputEncoding
    let separator: UInt8?
    let lineEnding: [UInt8]
    let guardsFormulas: Bool
    private let record: RecordDeclaration

    private(set) var fields: [FieldProgram] = []
    private(set) var branches: [FieldProgram.Branch] = []
    private(set) var templateParts: [Source] = []
    private(set) var constants = ByteRanges()
    private(set) var conditions: [Condition] = []
    private(set) var pictures: [CalendarPicture] = []
    private(set) var dateRules: [DateRule] = []
    private(set) var lookups: [RecordProgram.Lookup] = []
    var terms: CampusTerms? { campus.terms }
    var termDate: TermDate { campus.termDate }

    init(
        _ declared: [FieldDeclaration],
        in file: FileDeclaration,
        for campus: CampusVocabulary,
        findings: ErrorCounter
    ) {
        self.campus = campus
        self.findings = findings
        record = file.record
        encoding = record.encoding
        separator = record.separator?.value
        lineEnding = record.lineEnding.bytes
        guardsFormulas = file.kind == .other
        let identity = RecordProgramBuilder.identity(among: declared)
        for (index, field) in declared.enumerated() {
            add(field, isIdentity: index == identity)
        }
    }

    /// The field that carries the borrower's id: alone, in one of its branches, or in a text.
    private static func identity(among fields: [FieldDeclaration]) -> Int? {
        let id = FormatValue.text(.userValue)
        let shown = fields.map { field in
            field.branches.map { branch -> Bool in
                if case .value(let value, _) = branch.content { value.value == id } else { false }
            }
        }
        return shown.firstIndex { $0.count == 1 && $0[0] }
            ?? shown.firstIndex { $0.contains(true) }
            ?? fields.firstIndex { $0.values.contains(id) }
    }

    private mutating func add(_ field: FieldDeclaration, isIdentity: Bool) {
        let first = branches.count
        let letterCase = field.letterCase?.value
        for branch in field.branches {
            let source = source(of: branch.content, in: field)
            branches.append(
                FieldProgram.Branch(condition: add(branch.condition), source: source)
            )
        }
        let isNumber = field.isNumber
        let alignment = field.alignment?.value ?? (isNumber ? .right : .left)
        let fill = field.fill?.value ?? UInt8(ascii: " ")
        // Zeros before a sign would be read as no number; blanks stand before it in most layouts.
        let position: FieldDeclaration.SignPosition =
            field.signPosition?.value ?? (fill == UInt8(ascii: "0") ? .beforeFill : .afterFill)
        let isFixed = record.kind.value == .fixed
        var width = field.width?.value ?? -1
        if isFixed, field.width == nil, let length = FieldMeasure(field, in: record).length {
            width = length
        }
        fields.append(
            FieldProgram(
                branches: first..<branches.count,
                onlyWhen: add(field.onlyWhen),
                width: width,
                most: field.most?.value ?? -1,
                last: field.last?.value ?? -1,
                fill: fill,
                isRightAligned: alignment == .right,
                overflow: field.overflow?.value ?? .error,
                signPosition: position,
                showsPlus: field.showsPlus?.value ?? false,
                stripsZeros: field.strip != nil,
                letterCase: letterCase,
                fallback: field.fallback.flatMap { constant($0.value, letterCase: nil) },
                isRequired: field.isRequired,
                quote: isFixed ? nil : field.quote?.value ?? record.quotePolicy,
                isIdentity: isIdentity
            )
        )
    }

    private mutating func add(_ condition: ConditionDeclaration?) -> Int32 {
        guard let condition else { return -1 }
        conditions.append(Condition(condition))
        return Int32(conditions.count - 1)
    }

    private mutating func add(_ picture: CalendarPicture) -> Int32 {
        if let known = pictures.firstIndex(of: picture) { return Int32(known) }
        pictures.append(picture)
        return Int32(pictures.count - 1)
    }

    private mutating func constant(
        _ text: String,
        letterCase: LetterCase?
    ) -> Range<Int32>? {
        let cased =
            switch letterCase {
            case nil: text
            case .upper: text.uppercased()
            case .lower: text.lowercased()
            }
        return OwnText.bytes(of: cased, in: encoding).map { constants.add($0) }
    }

    private mutating func source(
        of content: FieldDeclaration.Content,
        in field: FieldDeclaration
    ) -> Source {
        switch content {
        case .value(let value, let picture):
            return source(of: value.value, picture, in: field, at: value.place)
        case .literal(let text):
            return constantSource(text.value, in: field, at: text.place)
        case .date(let rule, let picture):
            dateRules.append(rule)
            return .day(
                daySource(of: rule.source),
                rule: Int32(dateRules.count - 1),
                picture: add(picture)
            )
        case .text(let template):
            var parts: [Source] = []
            for part in template.parts {
                switch part {
                case .literal(let text):
                    parts.append(constantSource(text, in: field, at: template.source.place))
                case .value(let value, let picture):
                    parts.append(source(of: value, picture, in: field, at: template.source.place))
                }
            }
            let first = Int32(templateParts.count)
            templateParts += parts
            return .template(first..<Int32(templateParts.count))
        }
    }

    private mutating func constantSource(
        _ text: String,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        guard let range = constant(text, letterCase: field.letterCase?.value) else {
            return .nothing  // refused already, by the check of the format
        }
        return .constant(range)
    }

    private func daySource(of value: FormatValue) -> DaySource {
        switch value {
        case .dueDate: .due
        case .runDate: .run
        default: .fee
        }
    }

    private mutating func source(
        of value: FormatValue,
        _ picture: ValuePicture,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        switch value {
        case .text(let text): return .feeText(text)
        case .feeDate, .dueDate, .runDate:
            guard case .calendar(let picture) = picture else { return .nothing }
            return .day(daySource(of: value), rule: -1, picture: add(picture))
        case .runTime:
            guard case .calendar(let picture) = picture else { return .nothing }
            return .runTime(picture: add(picture))
        case .sign: return .sign
        case .total(.idHash): return .idHash
        case .exportNumber: return .exportNumber
        case .exportFile: return .exportFile
        case .jobID: return .jobID
        case .campusKey: return campusText(campus.key.text, value, in: field, at: place)
        case .campusName: return campusText(campus.name, value, in: field, at: place)
        case .businessUnit: return campusText(campus.businessUnit, value, in: field, at: place)
        case .constant(let name):
            guard let constant = campusConstant(name, at: place) else { return .nothing }
            return campusText(constant, value, in: field, at: place)
        case .lookup(let name, let column):
            return lookup(name, column: column, in: field, at: place)
        case .term:
            if campus.terms == nil {
                findings.error(
                    "campus `\(campus.key)` declares no terms, and the field shows one",
                    at: place,
                    hint: "give the campus file `terms` or `term_rule`"
                )
            }
            return .term
        case .ordinal, .amount, .runSequence, .lineNumber, .total:
            guard case .number(let picture) = picture, let number = numberSource(of: value)
            else { return .nothing }
            return .number(number, picture)
        }
    }

    private func numberSource(of value: FormatValue) -> NumberSource? {
        switch value {
        case .ordinal: .ordinal
        case .runSequence: .runSequence
        case .lineNumber: .lineNumber
        case .total(let total): .total(total)
        case .amount(.absolute), .amount(.cents): .absoluteAmount
        case .amount(.signed), .amount(.signedCents): .signedAmount
        default: nil
        }
    }

    private func campusConstant(_ name: String, at place: Place) -> String? {
        if let constant = campus.constants[name] { return constant }
        findings.error(
            "campus `\(campus.key)` defines no constant `\(quoted(name))`",
            at: place,
            hint: nearest(name, among: campus.constants.keys.sorted())
                ?? "add it to `constants` in the campus file"
        )
        return nil
    }

    private mutating func campusText(
        _ text: String,
        _ value: FormatValue,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        guard let range = constant(text, letterCase: field.letterCase?.value) else {
            findings.error(
                "`\(quoted(value.name))` of campus `\(campus.key)` cannot be written in \(Printable(encoding.rawValue))",
                at: place
            )
            return .nothing
        }
        check([Array(constants[range])], of: value, in: field, at: place)
        return .constant(range)
    }

    private mutating func lookup(
        _ name: String,
        column: String,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        guard let table = campus.lookups[name] else {
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
                at: place
            )
        }
        check(
            values.compactMap(\.self),
            of: .lookup(name: name, column: column),
            in: field,
            at: place
        )
        if let known = lookups.firstIndex(where: { $0.name == name }) {
            return .lookup(Int32(known), column: Int32(index))
        }
        lookups.append(RecordProgram.Lookup(name: name, table: table))
        return .lookup(Int32(lookups.count - 1), column: Int32(index))
    }

    /// What can be told of a campus's own values before the first fee: that they fit.
    private func check(
        _ values: [[UInt8]],
        of value: FormatValue,
        in field: FieldDeclaration,
        at place: Place
    ) {
        let room = [field.width?.value, field.most?.value].compactMap(\.self).min()
        let longest = values.map(\.count).max() ?? 0
        if let room, longest > room, field.overflow?.value ?? .error == .error,
            field.last == nil, field.strip == nil
        {
            findings.error(
                "`\(quoted(value.name))` of campus `\(campus.key)` has up to \(longest) bytes, its field holds \(room)",
                at: place
            )
        }
        guard record.kind.value == .delimited, field.quote?.value ?? record.quotePolicy == .never,
            values.contains(where: {
                $0.contains { $0 == separator || $0 == RecordDeclaration.quoteMark }
            })
        else { return }
        findings.error(
            "`\(quoted(value.name))` of campus `\(campus.key)` holds the separator or a quote, and the field is never quoted",
            at: place
        )
    }
}
