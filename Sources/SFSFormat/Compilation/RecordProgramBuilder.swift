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
    let record: RecordDeclaration

    var fields: [FieldProgram] = []
    var branches: [FieldProgram.Branch] = []
    var templateParts: [Source] = []
    var picturedTexts: [PicturedText] = []
    var constants = ByteRanges()
    var conditions: [Condition] = []
    var pictures: [CalendarPicture] = []
    var dateRules: [DateRule] = []
    var lookups: [RecordProgram.Lookup] = []
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
        let alignment = field.alignment?.value ?? (field.showsNumber ? .right : .left)
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
                quote: quote(of: field, branches[first...]),
                isIdentity: isIdentity,
                isPlain: field.last == nil && field.strip == nil && field.fallback == nil
                    && !field.isRequired
            )
        )
    }

    /// When the field is quoted; nil where nothing in it can ever ask for it.
    private func quote(
        of field: FieldDeclaration,
        _ branches: ArraySlice<FieldProgram.Branch>
    ) -> QuotePolicy? {
        guard record.kind.value == .delimited else { return nil }
        let policy = field.quote?.value ?? record.quotePolicy
        guard policy != .always else { return policy }
        let fallback = field.fallback.flatMap { OwnText.bytes(of: $0, in: encoding) } ?? []
        let needsNone =
            branches.allSatisfy { isPlain($0.source) } && !fallback.contains(where: isDelicate)
        return needsNone ? nil : policy
    }

    /// Whether no value of the source ever holds the separator or a quote.
    private func isPlain(_ source: Source) -> Bool {
        switch source {
        case .nothing, .sign, .idHash: true  // a separator is no letter and no digit
        case .number(_, let picture):
            !".+-".utf8.contains { $0 == separator }
                && !(picture.groupsThousands && separator == UInt8(ascii: ","))
        case .constant(let range): !constants[range].contains(where: isDelicate)
        case .day(_, _, let picture), .runTime(let picture):
            !pictures[Int(picture)].parts.contains { part in
                if case .byte(let byte) = part { isDelicate(byte) } else { false }
            }
        case .lookup(let index, let column):
            lookups[Int(index)].table.values(ofColumn: Int(column)).allSatisfy { value in
                let text = String(decoding: value, as: UTF8.self)
                return OwnText.bytes(of: text, in: encoding)?.contains(where: isDelicate) == false
            }
        case .pictured(let index): isPlain(picturedTexts[Int(index)].source)
        case .feeText, .term, .exportNumber, .exportFile, .jobID, .template: false
        }
    }

    func isDelicate(_ byte: UInt8) -> Bool {
        byte == separator || byte == RecordDeclaration.quoteMark
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

    mutating func constant(
        _ text: String,
        letterCase: LetterCase?,
        picture: TextPicture? = nil
    ) -> Range<Int32>? {
        let cased =
            switch picture?.letterCase ?? letterCase {
            case nil: text
            case .upper: text.uppercased()
            case .lower: text.lowercased()
            }
        return OwnText.bytes(of: cased, in: encoding).map {
            constants.add(picture?.applied(to: $0, in: encoding) ?? $0)
        }
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
        case .text(let template): return source(of: template, in: field)
        }
    }

    mutating func constantSource(
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
        case .exportDate: .export
        default: .fee
        }
    }

    mutating func source(
        of value: FormatValue,
        _ picture: ValuePicture,
        in field: FieldDeclaration,
        at place: Place
    ) -> Source {
        switch value {
        case .text(let text): return .feeText(text)
        case .feeDate, .dueDate, .runDate, .exportDate:
            guard case .calendar(let picture) = picture else { return .nothing }
            return .day(daySource(of: value), rule: -1, picture: add(picture))
        case .runTime:
            guard case .calendar(let picture) = picture else { return .nothing }
            return .runTime(picture: add(picture))
        case .sign: return cased(.sign, in: field)
        case .total(.idHash): return .idHash
        case .exportNumber: return .exportNumber
        case .exportFile: return .exportFile
        case .jobID: return .jobID
        case .campusKey:
            return campusText(campus.key.text, value, picture.ofText, in: field, at: place)
        case .campusName:
            return campusText(campus.name, value, picture.ofText, in: field, at: place)
        case .businessUnit:
            return campusText(campus.businessUnit, value, picture.ofText, in: field, at: place)
        case .constant(let name):
            guard let constant = campusConstant(name, at: place) else { return .nothing }
            return campusText(constant, value, picture.ofText, in: field, at: place)
        case .lookup(let name, let column):
            return lookup(name, column: column, picture.ofText, in: field, at: place)
        case .term:
            if campus.terms == nil, !campus.unreadable.terms {
                findings.error(
                    "campus `\(campus.key)` declares no terms, and the field shows one",
                    at: place,
                    hint: "give the campus file `terms` or `term_rule`"
                )
            }
            checkTerms(picture.ofText, in: field, at: place)
            return cased(.term, in: field)
        case .ordinal, .amount, .runSequence, .fileSequence, .lineNumber, .groupCount, .total:
            guard case .number(let picture) = picture, let number = numberSource(of: value)
            else { return .nothing }
            return .number(number, picture)
        }
    }

    private func numberSource(of value: FormatValue) -> NumberSource? {
        switch value {
        case .ordinal: .ordinal
        case .runSequence: .runSequence
        case .fileSequence: .fileSequence
        case .lineNumber: .lineNumber
        case .groupCount: .groupCount
        case .total(let total): .total(total)
        case .amount(.absolute), .amount(.cents): .absoluteAmount
        case .amount(.signed), .amount(.signedCents): .signedAmount
        default: nil
        }
    }
}
