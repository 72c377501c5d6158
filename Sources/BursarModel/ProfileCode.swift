/// The code of an Alma bursar integration profile: what the names of its exports begin with.
///
/// Letters and digits, as CSU's guidance for Alma profiles demands; `_` and `-` occur elsewhere
/// and pass with a warning. Codes are compared for equality: `BURSAR` begins `BURSARNON` too.
public struct ProfileCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    public init?(_ text: some StringProtocol) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(isCodeByte) else {
            return nil
        }
        self.text = String(text)
    }

    /// False where the code holds `_` or `-`, which CSU's guidance does not allow.
    public var isAlphanumeric: Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    public var description: String { text }

    public static func < (one: ProfileCode, other: ProfileCode) -> Bool { one.text < other.text }
}

extension ProfileCode: Reportable {
    public var reported: String { text }
}

private func isCodeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
    default:
        false
    }
}
