internal import BursarModel
internal import Declarations

/// The texts that a format writes itself, and what fills a column.
extension LayoutCheck {
    /// That they can be written, and where they are never quoted, that they need no quotes.
    func checkTexts(of field: FieldDeclaration) {
        guard record.isSound else { return }
        var texts = [field.fallback].compactMap(\.self)
        for branch in field.branches {
            switch branch.content {
            case .literal(let text): texts.append(text)
            case .text(let template):
                for case .literal(let text) in template.parts {
                    texts.append(Placed(text, at: template.source.place))
                }
            case .value(_, .number(let picture)): checkThousands(in: picture, of: field)
            case .value(_, .calendar(let picture)), .date(_, let picture):
                checkSeparator(in: picture, of: field)
            case .value: break
            }
        }
        for text in texts {
            guard let bytes = OwnText.bytes(of: text, in: record.encoding, findings: findings)
            else { continue }
            if quotePolicy(of: field) == .never, holdsDelimiter(bytes) {
                findings.error(
                    "the text holds the separator or a quote, and the field is never quoted",
                    at: text.place,
                    hint: "write the text without it, or `quote: minimal`"
                )
            }
        }
    }

    private func checkThousands(in picture: NumberPicture, of field: FieldDeclaration) {
        guard picture.groupsThousands, quotePolicy(of: field) == .never,
            holdsDelimiter([UInt8(ascii: ",")])
        else { return }
        findings.error(
            "from 1,000.00 on the amount holds the separator, and the field is never quoted",
            at: field.place,
            hint: "write the picture as 0.00, or `quote: minimal`"
        )
    }

    private func checkSeparator(in picture: CalendarPicture, of field: FieldDeclaration) {
        let bytes = picture.parts.compactMap { part -> UInt8? in
            if case .byte(let byte) = part { byte } else { nil }
        }
        guard quotePolicy(of: field) == .never, holdsDelimiter(bytes) else { return }
        findings.error(
            "the picture holds the separator or a quote, and the field is never quoted",
            at: field.place,
            hint: "write the picture without it, or `quote: minimal`"
        )
    }

    func checkFill(of field: FieldDeclaration) {
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
                findings.error(
                    "\(label) does nothing without a `width`",
                    at: place,
                    hint: "give the field a `width`, or leave it out"
                )
            }
        }
        if let overflow = field.overflow, idle, field.most == nil {
            findings.error(
                "`overflow` does nothing without `width` or `max`",
                at: overflow.place,
                hint: "give the field one of them, or leave it out"
            )
        }
    }
}
