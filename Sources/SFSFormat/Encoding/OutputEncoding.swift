/// The encoding of an output's bytes.
public enum OutputEncoding: String, Sendable, CaseIterable {
    case ascii = "us-ascii"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
    case utf8 = "utf-8"
    /// With a byte order mark before the first byte of the file.
    case utf8WithMark = "utf-8-bom"

    /// What a file begins with before anything else.
    var mark: [UInt8] { self == .utf8WithMark ? [0xEF, 0xBB, 0xBF] : [] }

    var isUTF8: Bool { self == .utf8 || self == .utf8WithMark }

    /// The byte of a character above ASCII, nil where the encoding lacks it or has many bytes.
    func byte(of scalar: UInt32) -> UInt8? {
        switch self {
        case .ascii, .utf8, .utf8WithMark: nil
        case .latin1: (0xA0...0xFF).contains(scalar) ? UInt8(scalar) : nil
        case .windows1252:
            (0xA0...0xFF).contains(scalar)
                ? UInt8(scalar) : OutputEncoding.windows1252Only[scalar]
        }
    }

    /// Source: the Unicode consortium's table CP1252; its other five places are free.
    static let windows1252Only: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86,
        0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C,
        0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
        0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B,
        0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]
}
