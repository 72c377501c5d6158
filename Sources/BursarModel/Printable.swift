/// A text from outside the hub that is no patron's: a file name, a key or a value of a campus file.
///
/// It is shown with control characters escaped, so that nothing that a stranger wrote into a name
/// can move a terminal's cursor, forge a line of a log or hide itself.
public struct Printable: Reportable, Hashable, CustomStringConvertible {
    public let reported: String

    /// Whoever calls this vouches that `text` is no patron's.
    public init(_ text: some StringProtocol) {
        reported = Printable.escaped(text)
    }

    public var description: String { reported }

    /// The text with C0, DEL, C1, bidirectional and zero-width characters as `\u{…}`.
    public static func escaped(_ text: some StringProtocol) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if isInvisible(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Whether a character could act on a terminal or hide in a text instead of being seen.
    public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
            true
        default:
            false
        }
    }
}
