/// What libpq says about a session that did not come to be.
///
/// It has no fields for it, but in its verbose form it puts the state before the message, in any
/// language: `FATAL:  57P03: the database system is starting up`.
struct ConnectReport {
    let state: SQLState?
    let message: String

    /// A server, or the way to it, had its part in it; otherwise the address itself is at fault.
    ///
    /// Nothing in our process sets a locale, so libpq's own words are English.
    var isAboutServer: Bool {
        state != nil || Self.beginnings.contains { message.hasPrefix($0) }
    }

    private static let beginnings = ["connection to server", "could not translate host name"]

    init(_ text: String) {
        let lines = text.split(separator: "\n")
        let line =
            lines.last { $0.contains(":  ") && Self.stateStart(in: $0) != nil } ?? lines.first ?? ""
        guard let start = Self.stateStart(in: line) else {
            state = nil
            message = lines.isEmpty ? "no session with the server came to be" : String(line)
            return
        }
        let end = line.index(start, offsetBy: 5)
        state = SQLState(rawValue: String(line[start..<end]))
        message = String(line[..<start] + line[end...].dropFirst(2))
    }

    /// Where five letters or digits stand between `:  ` and `: `.
    private static func stateStart(in line: Substring) -> Substring.Index? {
        var rest = line
        while let colon = rest.firstIndex(of: ":") {
            rest = rest[colon...].dropFirst()
            guard rest.hasPrefix("  ") else { continue }
            let candidate = rest.dropFirst(2)
            let code = candidate.prefix(5)
            if code.count == 5, code.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) }),
                candidate.dropFirst(5).hasPrefix(": ")
            {
                return candidate.startIndex
            }
        }
        return nil
    }
}
