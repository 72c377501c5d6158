internal import BursarModel
internal import Declarations

/// Judges the fields of one record: a detail, a header or a trailer.
struct LayoutCheck {
    let file: FileDeclaration
    let part: RecordPart
    let findings: Findings

    private var record: RecordDeclaration { file.record }

    func check(_ fields: [FieldDeclaration]) {
        for (index, field) in fields.enumerated() {
            checkValues(of: field)
            checkWidth(of: field, isLast: index == fields.count - 1)
            checkLiterals(of: field)
            checkNumber(field)
            checkText(field)
            checkQuote(of: field)
            if file.kind == .sfs, part == .detail {
                SFSWidth.check(field, encoding: record.encoding, findings: findings)
            }
        }
        guard part == .detail else { return }
        checkNames(of: fields)
        checkLength(of: fields)
    }

    private func checkValues(of field: FieldDeclaration) {
        for value in field.values {
            if part == .detail, value.isTotal {
                findings.error(
                    "a record of a fee cannot show `\(quoted(value.name))`",
                    at: field.place,
                    hint: "totals stand in a header or a trailer"
                )
            }
            if part != .detail, value.needsFee {
                findings.error(
                    "\(part.title) cannot show `\(quoted(value.name))`, which belongs to a fee",
                    at: field.place,
                    hint: "it can show campus., run., export. and totals. values"
                )
            }
        }
        guard part != .detail else { return }
        let conditions =
            field.branches.compactMap(\.condition) + [field.onlyWhen].compactMap(\.self)
        if let condition = conditions.first {
            findings.error(
                "\(part.title) cannot depend on a fee",
                at: condition.place,
                hint: "leave the condition out"
            )
        }
    }

    private func checkWidth(of field: FieldDeclaration, isLast: Bool) {
        if let width = field.width, let most = field.most, most.value < width.value,
            field.overflow?.value ?? .error == .error
        {
            findings.warning("`max` is less than `width`", at: most.place)
        }
        guard record.kind.value == .fixed, field.constant == nil,
            FieldMeasure(field, in: record).length == nil
        else {
            return
        }
        if isLast, field.most != nil, record.length == nil || part != .detail { return }
        findings.error(
            "the field has no `width`, which a fixed record needs",
            at: field.place,
            hint: isLast && record.length == nil
                ? "the last field can have `max` instead, and then ends where its value ends"
                : "give it the width of its column in bytes"
        )
    }

    private func checkLiterals(of field: FieldDeclaration) {
        var texts = [field.fallback].compactMap(\.self)
        for branch in field.branches {
            switch branch.content {
            case .literal(let text): texts.append(text)
            case .text(let template):
                for case .literal(let text) in template.parts {
                    texts.append(Placed(text, at: template.source.place))
                }
            case .value, .date: break
            }
        }
        for text in texts {
            guard let bytes = OwnText.bytes(of: text, in: record.encoding, findings: findings)
            else { continue }
            let room = [field.width, field.most].compactMap { $0?.value }.min()
            if let room, bytes.count > room, field.overflow?.value ?? .error == .error,
                field.last == nil
            {
                findings.error(
                    "the text has \(bytes.count) bytes, its field holds \(room)",
                    at: text.place
                )
            }
            if quotePolicy(of: field) == .never, holdsDelimiter(bytes) {
                findings.error(
                    "the text holds the separator or a quote, and the field is never quoted",
                    at: text.place
                )
            }
        }
    }

    /// Nothing may cut a number or move its digits: each would be another number.
    private func checkNumber(_ field: FieldDeclaration) {
        if field.showsNumber {
            if let overflow = field.overflow, overflow.value != .error {
                findings.error(
                    "a number is never cut",
                    at: overflow.place,
                    hint: "leave `overflow` out: what does not fit is held"
                )
            }
            if let last = field.last {
                findings.error("`last` cuts a number", at: last.place)
            }
            if let strip = field.strip {
                findings.error(
                    "`strip` is for texts",
                    at: strip.place,
                    hint: "use a picture such as #.00"
                )
            }
            if let fill = field.fill, fill.value.isASCIIAlphanumeric {
                if fill.value != UInt8(ascii: "0") {
                    findings.error("a number filled so is another number", at: fill.place)
                } else if field.alignment?.value == .left {
                    findings.error(
                        "zeros behind a number make it another number",
                        at: fill.place,
                        hint: "write `align: right`"
                    )
                }
            }
        }
        let isSigned = field.values.contains(where: \.isSigned)
        if let position = field.signPosition, !isSigned {
            findings.error(
                "`sign` places the sign of a signed number, and the field shows none",
                at: position.place,
                hint: "such numbers are amount.signed and totals.signed"
            )
        }
        if let plus = field.showsPlus, !isSigned {
            findings.error(
                "`plus` belongs to a signed number, and the field shows none",
                at: plus.place,
                hint: "such numbers are amount.signed and totals.signed"
            )
        }
        if isSigned, field.fill?.value == UInt8(ascii: "0"), let position = field.signPosition,
            position.value == .afterFill
        {
            findings.error(
                "a sign behind zeros is read as no number",
                at: position.place,
                hint: "write `sign: before-fill`"
            )
        }
    }

    private func checkText(_ field: FieldDeclaration) {
        let fill = field.fill?.value ?? UInt8(ascii: " ")
        if record.kind.value == .delimited, field.width != nil,
            fill == record.separator?.value || fill == RecordDeclaration.quoteMark
        {
            findings.error(
                "the field is filled with the separator or the quote",
                at: field.fill?.place ?? field.place,
                hint: "give it another `fill`, or `max` in the place of `width`"
            )
        }
        let idle = field.width == nil
        for (place, label): (Place?, Message) in [
            (field.alignment?.place, "`align`"), (field.fill?.place, "`fill`"),
        ] {
            if let place, idle {
                findings.error("\(label) does nothing without a `width`", at: place)
            }
        }
        if let overflow = field.overflow, idle, field.most == nil {
            findings.error(
                "`overflow` does nothing without `width` or `max`",
                at: overflow.place
            )
        }
    }

    private func checkQuote(of field: FieldDeclaration) {
        guard let quote = field.quote, record.kind.value == .fixed, quote.value != .never else {
            return
        }
        findings.error("fixed records are not quoted", at: quote.place)
    }

    private func checkNames(of fields: [FieldDeclaration]) {
        if record.heading?.value == true {
            for field in fields {
                guard let name = field.name else {
                    findings.error(
                        "the field has no `name` for the heading row",
                        at: field.place
                    )
                    continue
                }
                let bytes = OwnText.bytes(of: name, in: record.encoding, findings: findings)
                if let bytes, record.quotePolicy == .never, holdsDelimiter(bytes) {
                    findings.error(
                        "the name holds the separator or a quote, and the heading is not quoted",
                        at: name.place
                    )
                }
            }
        }
        var seen: Set<String> = []
        for name in fields.compactMap(\.name) where !seen.insert(name.value).inserted {
            findings.warning("two fields are named `\(quoted(name.value))`", at: name.place)
        }
    }

    private func checkLength(of fields: [FieldDeclaration]) {
        guard let length = record.length else { return }
        var sum = record.separator == nil ? 0 : fields.count - 1
        for field in fields {
            if record.kind.value == .delimited, quotePolicy(of: field) != .never {
                findings.error(
                    "a quoted field has no fixed length, but the record's `length` is given",
                    at: field.quote?.place ?? field.place,
                    hint: "write `quote: never`"
                )
                return
            }
            guard let width = FieldMeasure(field, in: record).length else {
                if record.kind.value == .delimited {
                    findings.error(
                        "the field has no `width`, but the record's `length` is given",
                        at: field.place
                    )
                }
                return  // of a fixed record it is said above
            }
            sum += width
        }
        if sum != length.value {
            findings.error(
                "the fields make \(sum) bytes, `length` says \(length.value)",
                at: length.place,
                hint: "the sum of the widths, and of the separators between them"
            )
        }
    }

    private func quotePolicy(of field: FieldDeclaration) -> QuotePolicy? {
        record.kind.value == .fixed ? nil : field.quote?.value ?? record.quotePolicy
    }

    private func holdsDelimiter(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 == record.separator?.value || $0 == RecordDeclaration.quoteMark }
    }
}

/// Which record of a file is meant.
enum RecordPart: Sendable {
    case header
    case detail
    case trailer

    var title: Message {
        switch self {
        case .header: "a header"
        case .detail: "a record"
        case .trailer: "a trailer"
        }
    }
}
