public import Declarations
public import SFSFormat

/// A format file after all checks that need no campus.
public struct CheckedFormat: Sendable {
    public var source: DeclarationFile
    /// nil where the file does not say which format it is.
    public var name: String?
    /// nil where something in the file is an error.
    public var declaration: FormatDeclaration?

    public var isValid: Bool { declaration != nil }
}
