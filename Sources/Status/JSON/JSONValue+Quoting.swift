import BursarModel

extension JSONValue {
    /// A text between quotes; slashes stand as they are.
    ///
    /// What is invisible or could act on a terminal is written as `\u….`: readers of JSON get the
    /// very text, and the document itself stays harmless.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where Printable.isInvisible(scalar):
                for unit in UTF16.encode(scalar) ?? .init() { quoted += escaped(unit) }
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func escaped(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
