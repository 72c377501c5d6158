/// The name of one entry of a folder: bytes, as Linux keeps them, and never a path.
///
/// Whoever can put a file into a location chooses its name. So a name need not be UTF-8 and still
/// does not vanish; and what could lead out of its folder (`/`, `.`, `..`) is no name.
public struct FileName: Hashable, Sendable {
    /// The longest name that Linux's file systems take.
    public static let longest = 255

    public let bytes: [UInt8]

    public init?(bytes: [UInt8]) {
        guard (1...FileName.longest).contains(bytes.count),
            !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")),
            bytes != Array(".".utf8), bytes != Array("..".utf8)
        else { return nil }
        self.bytes = bytes
    }

    public init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8))
    }

    /// The name as a text; nil where it is not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The name for people: what is not UTF-8 or not visible stands as `\xNN`.
    public var shown: String { FileName.escaped(bytes) }

    /// For a C call: the bytes and the zero that ends them.
    var terminated: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

    /// Text for people of bytes from outside: `\xNN` for what is not UTF-8 or not visible.
    ///
    /// What was escaped once is not changed by a second time.
    static func escaped(_ bytes: [UInt8]) -> String {
        var shown = ""
        var rest = bytes[...]
        while let first = rest.first {
            let character = firstCharacter(of: rest)
            if let character, !isInvisible(character) {
                shown.unicodeScalars.append(character)
                rest = rest.dropFirst(UTF8.width(character))
            } else {
                let digits = String(first, radix: 16)
                shown += "\\x\(digits.count == 1 ? "0" : "")\(digits)"
                rest = rest.dropFirst()
            }
        }
        return shown
    }

    private static func firstCharacter(of bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        var decoder = UTF8()
        var iterator = bytes.prefix(4).makeIterator()
        guard case .scalarValue(let character) = decoder.decode(&iterator) else { return nil }
        return character
    }

    /// Control, bidirectional, zero-width and other characters without a shape of their own.
    private static func isInvisible(_ character: Unicode.Scalar) -> Bool {
        switch character.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        default:
            false
        }
    }
}

extension FileName: Comparable {
    /// By bytes, so that an order is the same on every host.
    public static func < (one: FileName, other: FileName) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }
}

extension FileName: CustomStringConvertible {
    public var description: String { shown }
}
