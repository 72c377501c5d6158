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
    /// False where something in it is an error: then it serves only to find what else is wrong.
    public internal(set) var isSound = true
    /// What was said of fees that no file takes: a campus can leave them out by a rule.
    public internal(set) var untaken: Diagnostic?

    /// The names of its files, as declared.
    public var fileNames: [String] { files.map(\.name.source.value) }

    /// The values of a reader's life that its files show, such as `item.title`: what somebody
    /// borrowed is private, so whoever takes a format on is told.
    public var readingHistory: [String] {
        let fields = files.flatMap { $0.fields + ($0.header ?? []) + ($0.trailer ?? []) }
        let shown = Set(fields.flatMap(\.values))
        let history: [FeeField] = [.itemTitle, .barcode, .callNumber, .comment]
        return history.map { FormatValue.text($0) }.filter(shown.contains).map(\.name)
    }
}
