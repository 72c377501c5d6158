internal import BursarModel

/// One field of a record: what it holds, and how that is brought into its column.
struct FieldDeclaration: Sendable {
    enum Alignment: String, CaseIterable, Sendable {
        case left
        case right
    }

    /// What becomes of a value that does not fit.
    enum Overflow: String, CaseIterable, Sendable {
        /// The fee is held as `field_overflow`.
        case error
        /// The value's end is cut off.
        case truncate
        /// The value's beginning is cut off.
        case truncateLeft = "truncate-left"
    }

    /// Where the sign of a signed number stands.
    enum SignPosition: String, CaseIterable, Sendable {
        case beforeFill = "before-fill"
        case afterFill = "after-fill"
        case trailing
    }

    enum Strip: String, CaseIterable, Sendable {
        /// Zeros at the beginning; of zeros alone the last one stays.
        case zeros
    }

    /// What a field holds where its condition is met.
    struct Branch: Sendable {
        var condition: ConditionDeclaration?
        var content: Content
        /// False where its condition could not be read.
        var isSound = true
    }

    enum Content: Sendable {
        case value(Placed<FormatValue>, ValuePicture)
        case literal(Placed<String>)
        case text(TextTemplate)
        case date(DateRule, CalendarPicture)
    }

    let place: Place
    /// False where a part could not be read: it is left out here, and the format is refused.
    var isSound = true
    var name: Placed<String>?
    /// The first whose condition is met counts; where none is met the field is empty.
    var branches: [Branch]
    var width: Placed<Int>?
    /// The longest a value may be, without filling up.
    var most: Placed<Int>?
    /// So many characters at the end are all that is taken.
    var last: Placed<Int>?
    var alignment: Placed<Alignment>?
    var fill: Placed<UInt8>?
    var overflow: Placed<Overflow>?
    var signPosition: Placed<SignPosition>?
    var showsPlus: Placed<Bool>?
    var strip: Placed<Strip>?
    var letterCase: Placed<LetterCase>?
    /// Stands where the value is empty.
    var fallback: Placed<String>?
    var isRequired: Bool
    var onlyWhen: ConditionDeclaration?
    var quote: Placed<QuotePolicy>?
    /// Whether no two fees of an output may have the same value in it.
    var isUnique: Placed<Bool>?
}

extension FieldDeclaration {
    /// All values that it can show, in the order of their places.
    var values: [FormatValue] { branches.flatMap(\.content.values) }

    /// The values with their places, as far as they have places of their own.
    var placedValues: [(value: FormatValue, place: Place)] {
        branches.flatMap { branch -> [(value: FormatValue, place: Place)] in
            switch branch.content {
            case .value(let value, _): [(value.value, value.place)]
            case .literal: []
            case .text(let template): template.placedValues
            case .date(let rule, _): [(rule.source, place)]
            }
        }
    }

    /// Whether any branch shows a number: then nothing is cut, and it stands to the right.
    var showsNumber: Bool {
        branches.contains { branch in
            guard case .value(_, .number) = branch.content else { return false }
            return true
        }
    }

    /// Whether any branch shows digits that are taken as a text.
    ///
    /// They are an amount as Alma wrote it, or the sum of ids. Cut or filled up like a text, they
    /// would be another number.
    var showsDigitsAsText: Bool {
        branches.contains { branch in
            guard case .value(let value, _) = branch.content else { return false }
            return value.value.isNumberAsText
        }
    }

    /// A single literal that always stands there.
    var constant: Placed<String>? {
        guard branches.count == 1, branches[0].condition == nil, onlyWhen == nil,
            case .literal(let literal) = branches[0].content
        else { return nil }
        return literal
    }

    /// Whether a charge and a credit differ in it.
    var showsSign: Bool {
        if onlyWhen?.asksSign == true { return true }
        return branches.contains { branch in
            branch.condition?.asksSign == true
                || branch.content.values.contains { value in
                    switch value {
                    case .sign, .amount(.signed), .amount(.signedCents), .text(.sum): true
                    default: false
                    }
                }
        }
    }
}

extension FieldDeclaration.Content {
    var values: [FormatValue] {
        switch self {
        case .value(let value, _): [value.value]
        case .literal: []
        case .text(let template): template.values
        case .date(let rule, _): [rule.source]
        }
    }
}
