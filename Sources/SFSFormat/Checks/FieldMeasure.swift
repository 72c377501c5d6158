internal import BursarModel

/// How many bytes a field has, as far as that is the same for every record.
struct FieldMeasure {
    /// Without quotes; nil where it varies.
    let length: Int?

    init(_ field: FieldDeclaration, in record: RecordDeclaration) {
        if let width = field.width {
            length = width.value
            return
        }
        guard field.branches.count == 1, field.onlyWhen == nil,
            field.branches[0].condition == nil, field.last == nil, field.most == nil
        else {
            length = nil
            return
        }
        switch field.branches[0].content {
        case .literal(let text):
            length = OwnText.bytes(of: text, in: record.encoding)?.count
        case .value(let value, .calendar(let picture)):
            // A due date can be missing.
            length = value.value == .dueDate ? nil : picture.length
        case .date(let rule, let picture):
            length = rule.source == .dueDate ? nil : picture.length
        case .value(let value, _):
            length = value.value == .total(.idHash) ? IDHash.width : nil
        case .text:
            length = nil
        }
    }
}
