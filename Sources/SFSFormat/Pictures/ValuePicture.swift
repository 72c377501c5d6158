internal import BursarModel
internal import Declarations

/// How a value is shown: by the picture that a format gives, or by the usual one of its kind.
enum ValuePicture: Hashable, Sendable {
    case none
    case calendar(CalendarPicture)
    case number(NumberPicture)
    /// Of a text in a place of a template, and there alone.
    case text(TextPicture)

    /// What the picture stands in, which decides whether a text can have one.
    enum Holder: Sendable {
        /// A field or one of its branches, whose texts have keys of their own.
        case field
        case template
        case fileName
    }

    /// - Returns: nil where the picture is not one for such a value, which is a finding.
    static func read(
        _ picture: Placed<String>?,
        for value: FormatValue,
        in holder: Holder,
        findings: Findings
    ) -> ValuePicture? {
        guard let picture else { return usual(for: value) }
        switch value.kind {
        case .text:
            let hint: Message
            switch holder {
            case .template:
                guard !value.isNumberAsText else {
                    hint = "leave the picture out, or show amount.absolute or amount.signed"
                    break
                }
                return TextPicture.read(picture, findings: findings).map { .text($0) }
            case .field: hint = "the field's keys for a text are `case`, `last`, `max` and `strip`"
            case .fileName:
                hint =
                    "leave it out; in a file's name only dates, times and numbers have pictures"
            }
            findings.error(
                value.isNumberAsText
                    ? "`\(quoted(value.name))` is never cut and takes no picture"
                    : "`\(quoted(value.name))` is a text and takes no picture",
                at: picture.place,
                hint: hint
            )
            return nil
        case .day:
            return CalendarPicture.read(picture, of: .day, findings: findings)
                .map { .calendar($0) }
        case .timeOfDay:
            return CalendarPicture.read(picture, of: .timeOfDay, findings: findings)
                .map { .calendar($0) }
        case .amount:
            return NumberPicture.read(amount: picture, findings: findings).map { .number($0) }
        case .cents, .count:
            return NumberPicture.read(count: picture, findings: findings).map { .number($0) }
        }
    }

    /// nil for all but texts.
    var ofText: TextPicture? { if case .text(let picture) = self { picture } else { nil } }

    static func usual(for value: FormatValue) -> ValuePicture {
        switch value.kind {
        case .text: .none
        case .day: .calendar(.iso)
        case .timeOfDay: .calendar(.clock)
        case .amount: .number(.amount)
        case .cents, .count: .number(.integer)
        }
    }
}
