package import BursarModel

/// The paths of the pages; every link is made here.
package enum Links {
    package static func campus(_ key: CampusKey) -> String { "/campuses/\(key.text)" }
    static func trace(_ key: CampusKey) -> String { "/trace/\(key.text)" }
    package static func run(_ id: String) -> String { "/runs/\(segment(id))" }
    static func export(_ id: String) -> String { "/exports/\(segment(id))" }
    static func output(_ id: String) -> String { "/outputs/\(segment(id))" }
    static func held(_ id: String) -> String { "/held/\(segment(id))" }
    /// The lists of one campus alone.
    static func held(at key: CampusKey) -> String { "/held?campus=\(key.text)" }
    static func outputs(of key: CampusKey) -> String { "/outputs?campus=\(key.text)" }

    static func traced(_ charge: String, at key: CampusKey) -> String {
        "\(trace(key))?charge=\(segment(charge))"
    }

    /// A text as one step of a path, or one value of a query.
    static func segment(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }
}
