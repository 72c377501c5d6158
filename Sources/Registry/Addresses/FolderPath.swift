/// A folder as a campus file names it: absolute, or relative to the home.
///
/// No component is `..`, so that a relative path stays inside the home; blank components and `.`
/// are gone, so that equal folders are equal texts.
public struct FolderPath: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public var isAbsolute: Bool { text.hasPrefix("/") }
    public var components: [String] { text.split(separator: "/").map(String.init) }

    /// Why a text is no folder's path.
    enum Defect: Error { case empty, climbs, startsInAnAccount, tooLong }

    init(parsing source: String) throws(Defect) {
        guard source.utf8.count <= 1024 else { throw .tooLong }
        guard source.first != "~" else { throw .startsInAnAccount }
        let components = source.split(separator: "/").filter { $0 != "." }
        guard !components.contains("..") else { throw .climbs }
        guard components.allSatisfy({ $0.utf8.count <= 255 }) else { throw .tooLong }
        guard !components.isEmpty, !source.allSatisfy(\.isWhitespace) else { throw .empty }
        text = (source.first == "/" ? "/" : "") + components.joined(separator: "/")
    }

    public init?(_ source: String) {
        do { try self.init(parsing: source) } catch { return nil }
    }

    public var description: String { text }
}
