import BursarModel
import Mustache

/// How a page shows a value, also between the quotes of an attribute.
///
/// The engine's own way goes by characters as Swift counts them, so that a quote with a combining
/// mark behind it, or with some sign before it, is one character, and passes. This one goes by
/// scalars, and shows what is invisible as `\u{…}`.
struct PageText: MustacheContentType {
    /// What templates call it.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String {
        guard !text.utf8.allSatisfy(PageText.isPlain) else { return text }
        var shown = ""
        for scalar in Printable.escaped(text).unicodeScalars {
            switch scalar {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "\"": shown += "&quot;"
            case "'": shown += "&#39;"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Most values are of such bytes alone, and go as they are.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            false
        default: (0x20..<0x7F).contains(byte)
        }
    }
}
