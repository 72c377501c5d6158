/// A campus's key in commands, files and the ledger, such as `humboldt`.
///
/// Shape `^[a-z][a-z0-9-]{0,30}$`: it becomes a folder's name, so nothing else passes.
public struct CampusKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.count <= 31, isLowercase(first),
            bytes.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }

    public static func < (one: CampusKey, other: CampusKey) -> Bool { one.text < other.text }
}

extension CampusKey: Reportable {
    public var reported: String { text }
}

private func isLowercase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
