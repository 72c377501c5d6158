internal import BursarModel

/// The fewest bytes that a content has wherever it is shown.
struct ContentMeasure {
    /// nil where it can be empty, or cannot be written at all.
    let least: Int?

    init(_ content: FieldDeclaration.Content, in encoding: OutputEncoding) {
        switch content {
        case .literal(let text):
            least = OwnText.bytes(of: text, in: encoding)?.count
        case .value(let value, let picture):
            // A due date can be missing.
            least = value.value == .dueDate ? nil : ContentMeasure.least(of: picture)
        case .date(let rule, let picture):
            least = rule.source == .dueDate ? nil : picture.leastLength
        case .text(let template):
            least = template.parts.reduce(0) { sum, part in
                switch part {
                case .literal(let text):
                    sum + (OwnText.bytes(of: text, in: encoding)?.count ?? 0)
                case .value(.dueDate, _): sum
                case .value(_, let picture): sum + (ContentMeasure.least(of: picture) ?? 0)
                }
            }
        }
    }

    private static func least(of picture: ValuePicture) -> Int? {
        switch picture {
        case .none, .text: nil
        case .calendar(let picture): picture.leastLength
        case .number(let picture): picture.leastLength
        }
    }
}
