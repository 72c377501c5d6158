internal import BursarModel
internal import Declarations

/// How a value is shown: by the picture that a format gives, or by the usual one of its kind.
enum ValuePicture: Hashable, Sendable {
    case none
    case calendar(CalendarPicture)
    case number(NumberPicture)

    /// - Returns: nil where the picture is not one for such a value, which is a finding.
    static func read(
        _ picture: Placed<String>?,
        for value: FormatValue,
        findings: Findings
    ) -> ValuePicture? {
        guard let picture else { return usual(for: value) }
        switch value.kind {
        case .text:
            findings.error(
                "`\(quoted(value.name))` is a text and takes no picture",
                at: picture.place
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
