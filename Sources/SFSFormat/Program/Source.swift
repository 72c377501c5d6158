internal import BursarModel

/// Where the bytes of a field come from, ready to be had without another look-up of a name.
///
/// Numbers in it are places in the pools of the `RecordProgram` that it belongs to.
enum Source: Sendable {
    case nothing
    /// Bytes in the output's encoding.
    case constant(Range<Int32>)
    case feeText(FeeField)
    case day(DaySource, rule: Int32, picture: Int32)
    case runTime(picture: Int32)
    case number(NumberSource, NumberPicture)
    case sign
    case term
    case lookup(Int32, column: Int32)
    case exportNumber
    case exportFile
    case jobID
    case idHash
    /// One of the texts that are cut, stripped or written in another letter case.
    case pictured(Int32)
    /// A range of the parts of templates.
    case template(Range<Int32>)
}

enum DaySource: Sendable {
    case fee
    case due
    case run
    case export
}

enum NumberSource: Sendable {
    case absoluteAmount
    case signedAmount
    case ordinal
    case runSequence
    case fileSequence
    case lineNumber
    case groupCount
    case total(TotalValue)
}

/// What a source left behind in the buffer besides its bytes.
struct Rendered {
    /// Bytes of a leading sign, before which or behind which a fill can stand.
    var signLength = 0
    /// Whether any of it came from an export: only then can it be a stranger's formula.
    var isForeign = false
}
