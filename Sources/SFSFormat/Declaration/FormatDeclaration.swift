public import BursarModel

/// What an SFS file looks like, as a format file declares it.
///
/// It names no campus: what a campus lends (constants, lookups, terms) is bound by
/// `CompiledFormat.compile`.
public struct FormatDeclaration: Sendable {
    public let name: Placed<String>
    public let title: String?
    /// Who says that the layout is so.
    public let source: String?
    let files: [FileDeclaration]
}
