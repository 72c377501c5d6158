internal import BursarModel

/// One field, ready to be written: what holds its value, and how that is fitted in.
///
/// Numbers in it are places in the pools of the `RecordProgram` that it belongs to; -1 is none.
struct FieldProgram: Sendable {
    struct Branch: Sendable {
        var condition: Int32
        var source: Source
    }

    /// The first whose condition is met counts.
    var branches: Range<Int>
    var onlyWhen: Int32
    var width: Int
    var most: Int
    var last: Int
    var fill: UInt8
    var isRightAligned: Bool
    var overflow: FieldDeclaration.Overflow
    var signPosition: FieldDeclaration.SignPosition
    var showsPlus: Bool
    var stripsZeros: Bool
    var letterCase: LetterCase?
    var fallback: Range<Int32>?
    var isRequired: Bool
    var quote: QuotePolicy?
    /// Whether its digits are the id that counts for the file's hash.
    var isIdentity: Bool

    /// Whether nothing is asked of a value but that it fits, as of most.
    var isPlain: Bool
}
