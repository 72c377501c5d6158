internal import BursarModel
internal import Declarations

/// One file of a format, with what it takes over from the format already put in.
struct FileDeclaration: Sendable {
    let place: Place
    /// False where a part could not be read: it is left out here, and the format is refused.
    var isSound = true
    /// Whether its `when` could be read, or stands nowhere.
    var hasSoundCondition = true
    /// Empty where it could not be read.
    var name: TextTemplate
    var kind: OutputKind
    var condition: ConditionDeclaration?
    var record: RecordDeclaration
    var header: [FieldDeclaration]?
    /// Empty where they could not be read.
    var fields: [FieldDeclaration]
    var trailer: [FieldDeclaration]?
    var empty: EmptyPolicy
    var exists: ExistsPolicy
    /// Whether `exists` is written, so that waiting is what somebody wants.
    var saysExists = false
    var hasFinalLineEnding: Bool
    var group: Placed<FileGroup>?
    /// Empty: in the order in which the fees came, or of borrowers where the file groups.
    var sort: [SortDeclaration]
}

/// What is written where no record is.
public enum EmptyPolicy: String, Sendable, CaseIterable {
    case none
    /// A file without bytes.
    case empty
    /// A file of the header and the trailer alone.
    case header
}

/// What happens where the outbox still holds a file of the name.
public enum ExistsPolicy: String, Sendable, CaseIterable {
    case wait
    case replace
    case sequence
}
