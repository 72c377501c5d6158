internal import BursarModel
internal import Declarations

/// Judges the fields of one record: a detail, a header or a trailer.
struct LayoutCheck {
    let file: FileDeclaration
    let part: RecordPart
    let findings: Findings

    var record: RecordDeclaration { file.record }

    func check(_ fields: [FieldDeclaration]) {
        var allFit = true
        for (index, field) in fields.enumerated() {
            checkValues(of: field)
            checkReadingHistory(of: field)
            // Of a field that could only be read in part, the rest would say more than is known.
            if field.isSound {
                checkWidth(of: field, isLast: index == fields.count - 1)
                allFit = checkRoom(of: field) && allFit
                checkTexts(of: field)
                checkNumber(field)
                checkFill(of: field)
                checkQuote(of: field)
            }
            if file.kind == .sfs, part == .detail {
                SFSWidth.check(field, findings: findings)
            }
        }
        guard part == .detail else { return checkLengthBeside(fields) }
        checkNames(of: fields)
        // A width that is to be corrected changes the sum.
        if allFit { checkLength(of: fields) }
    }

    private func checkValues(of field: FieldDeclaration) {
        for (value, place) in field.placedValues {
            if part == .detail, value.isTotal {
                findings.error(
                    "a record of a fee cannot show `\(quoted(value.name))`",
                    at: place,
                    hint: "totals stand in a header or a trailer"
                )
            }
            if part != .detail, value.needsFee {
                findings.error(
                    "\(part.title) cannot show `\(quoted(value.name))`, which belongs to a fee",
                    at: place,
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
            findings.warning(
                "`max` is less than `width`, so that the column is never full",
                at: most.place,
                hint: "leave one of them out"
            )
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

    private func checkQuote(of field: FieldDeclaration) {
        guard let quote = field.quote, record.kind.value == .fixed, quote.value != .never else {
            return
        }
        findings.error(
            "fixed records are not quoted",
            at: quote.place,
            hint: "leave `quote` out, or declare delimited records"
        )
    }

    private func checkNames(of fields: [FieldDeclaration]) {
        if record.heading?.value == true {
            for field in fields {
                guard let name = field.name else {
                    findings.error(
                        "the field has no `name` for the heading row",
                        at: field.place,
                        hint: "give it the column's title, or leave `heading` out"
                    )
                    continue
                }
                let bytes = OwnText.bytes(of: name, in: record.encoding, findings: findings)
                if let bytes, record.quotePolicy == .never, holdsDelimiter(bytes) {
                    findings.error(
                        "the name holds the separator or a quote, and the heading is not quoted",
                        at: name.place,
                        hint: "write another name, or `quote: minimal`"
                    )
                }
            }
        }
        var seen: Set<String> = []
        for name in fields.compactMap(\.name) where !seen.insert(name.value).inserted {
            findings.warning(
                "two fields are named `\(quoted(name.value))`",
                at: name.place,
                hint: "give each its own name, so that reports can tell them apart"
            )
        }
    }

    func quotePolicy(of field: FieldDeclaration) -> QuotePolicy? {
        record.kind.value == .fixed ? nil : field.quote?.value ?? record.quotePolicy
    }

    func holdsDelimiter(_ bytes: [UInt8]) -> Bool {
        bytes.contains { $0 == record.separator?.value || $0 == RecordDeclaration.quoteMark }
    }
}
