import BursarModel

/// Puts an export's elements into a buffer of a fixed size, in Alma's way of writing them.
struct SampleMarkup {
    private(set) var bytes: [UInt8] = []
    private var indent = 0

    static let block = 64 * 1024

    init() { bytes.reserveCapacity(2 * SampleMarkup.block) }

    var isFull: Bool { bytes.count >= SampleMarkup.block }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The declaration and the root's start tag, on one line as Alma writes them.
    mutating func begin() {
        bytes += Array(#"<?xml version="1.0" encoding="UTF-8"?><xb:xml-fragment "#.utf8)
        let namespace = "http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"
        bytes += Array(#"xmlns:xb="\#(namespace)">"#.utf8)
        bytes.append(UInt8(ascii: "\n"))
        indent = 1
    }

    mutating func end() { bytes += Array("</xb:xml-fragment>\n".utf8) }

    mutating func open(_ name: String) {
        line("<xb:\(name)>")
        indent += 1
    }

    mutating func close(_ name: String) {
        indent -= 1
        line("</xb:\(name)>")
    }

    mutating func text(_ name: String, _ text: String) {
        line("<xb:\(name)>\(SampleMarkup.escaped(text))</xb:\(name)>")
    }

    /// Null, in the most common of the three ways.
    mutating func null(_ name: String) {
        let schema = "http://www.w3.org/2001/XMLSchema-instance"
        line(#"<xb:\#(name) xsi:nil="true" xmlns:xsi="\#(schema)"/>"#)
    }

    /// An amount as Alma prints it: `300`, `0.5`, `-3.25`, without trailing zeros.
    mutating func amount(_ name: String, _ cents: Int64) {
        let magnitude = cents.magnitude
        var number = "\(cents < 0 ? "-" : "")\(magnitude / 100)"
        let rest = magnitude % 100
        if rest % 10 != 0 {
            number += ".\(rest / 10)\(rest % 10)"
        } else if rest != 0 {
            number += ".\(rest / 10)"
        }
        text(name, number)
    }

    private mutating func line(_ markup: String) {
        for _ in 0..<indent { bytes += [UInt8(ascii: " "), UInt8(ascii: " ")] }
        bytes += Array(markup.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>".utf8.contains($0) }) else { return text }
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
