/// A way down from a folder, name by name: it cannot lead up or out.
public struct RelativePath: Hashable, Sendable {
    public let names: [FileName]

    /// - Parameter text: such as `inbox/humboldt`; nil if it begins with `/`, is empty, or has an
    ///   empty name, `.` or `..` in it.
    public init?(_ text: some StringProtocol) {
        var names: [FileName] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = FileName(part) else { return nil }
            names.append(name)
        }
        self.names = names
    }

    public init(_ names: FileName...) { self.names = names }
}

extension RelativePath: CustomStringConvertible {
    public var description: String { names.map(\.shown).joined(separator: "/") }
}
