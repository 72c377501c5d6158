public import Posix

/// An output on its way back: the name that it has in the outbox, and the one it gets in staging.
public struct RecalledOutput: Hashable, Sendable {
    public let name: FileName
    /// `NAME.r<output>`: the number makes it this output's alone.
    public let recalledName: FileName
    /// The home that planned it, whose staging folder it goes to.
    public let home: String

    /// Nil where the name is too long to carry the number.
    public init?(_ name: FileName, output: Int, home: String) {
        guard output > 0, let recalled = FileName(bytes: name.bytes + Array(".r\(output)".utf8))
        else { return nil }
        (self.name, recalledName, self.home) = (name, recalled, home)
    }

    /// The output that a name in the staging folder is of; nil for any other name.
    public static func output(of name: FileName) -> Int? {
        guard let point = name.bytes.lastIndex(of: UInt8(ascii: ".")),
            name.bytes[(point + 1)...].first == UInt8(ascii: "r"),
            let output = Int(String(decoding: name.bytes[(point + 2)...], as: UTF8.self)),
            output > 0
        else { return nil }
        return output
    }
}
