public import Declarations

/// The files that somebody wants checked: campus files and format files, in any order.
///
/// A file with `campus:` at its top is a campus file, one with `format:` a format file.
public struct RegistrySources: Sendable {
    public var files: [DeclarationFile]

    public init(files: [DeclarationFile]) { self.files = files }
}
