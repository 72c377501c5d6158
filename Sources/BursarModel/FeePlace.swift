/// Where a fee was read, which names it for ever, and nobody with it.
///
/// Written `humboldt-x3.17`: the 17th fee of export `humboldt-x3`. Unlike a transaction id it is
/// there for every fee, whatever Alma gave it, and it outlasts a purge.
public struct FeePlace: Hashable, Comparable, Sendable {
    public var export: Int
    /// From 1.
    public var ordinal: Int64

    public init(export: Int, ordinal: Int64) {
        self.export = export
        self.ordinal = ordinal
    }

    /// Reads the shape `humboldt-x3.17`; nil for any other text, and for another campus.
    public init?(_ text: some StringProtocol, at campus: CampusKey) {
        let prefix = "\(campus.text)-x"
        guard text.hasPrefix(prefix) else { return nil }
        let numbers = text.dropFirst(prefix.count).split(
            separator: ".",
            omittingEmptySubsequences: false
        )
        guard numbers.count == 2, let export = Int(numbers[0]), let ordinal = Int64(numbers[1]),
            (1...Int(Int32.max)).contains(export), ordinal > 0
        else { return nil }
        self.init(export: export, ordinal: ordinal)
    }

    public func text(at campus: CampusKey) -> String { "\(campus.text)-x\(export).\(ordinal)" }

    public static func < (one: FeePlace, other: FeePlace) -> Bool {
        (one.export, one.ordinal) < (other.export, other.ordinal)
    }
}
