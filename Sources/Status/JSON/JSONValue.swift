/// A JSON document whose keys stand in the order in which they were written.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case text(String)
    case list([JSONValue])
    case object([Member])

    public struct Member: Hashable, Sendable {
        public var key: String
        public var value: JSONValue

        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue {
    /// The document for people and programs: two blanks per level, and a line ending at the end.
    ///
    /// What holds no other lists and objects, and fits, stands on one line, as a tally does.
    public var pretty: String {
        var text = ""
        write(to: &text, level: 0, column: 0)
        return text + "\n"
    }

    private func write(to text: inout String, level: Int, column: Int) {
        let line = compact
        let fits = isShallow && column + 2 * level + line.count <= 100
        switch self {
        case .list(let values) where !fits:
            JSONValue.write(values, between: "[", "]", to: &text, level) { value, text in
                value.write(to: &text, level: level + 1, column: 0)
            }
        case .object(let members) where !fits:
            JSONValue.write(members, between: "{", "}", to: &text, level) { member, text in
                let key = JSONValue.quoted(member.key) + ": "
                text += key
                member.value.write(to: &text, level: level + 1, column: key.count)
            }
        case .null, .bool, .integer, .text, .list, .object: text += line
        }
    }

    private static func write<Part>(
        _ parts: [Part],
        between open: String,
        _ close: String,
        to text: inout String,
        _ level: Int,
        _ writePart: (Part, inout String) -> Void
    ) {
        text += open
        for (index, part) in parts.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: level + 1)
            writePart(part, &text)
        }
        text += "\n" + String(repeating: "  ", count: level) + close
    }

    /// The document on one line.
    public var compact: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .text(let value): JSONValue.quoted(value)
        case .list(let values): "[" + values.map(\.compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { "\(JSONValue.quoted($0.key)): \($0.value.compact)" }
                .joined(separator: ", ") + "}"
        }
    }

    /// An object with these members first, for an order that reads as the contract's does.
    func leading(_ keys: [String]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        let first = keys.compactMap { key in members.first { $0.key == key } }
        return .object(first + members.filter { !keys.contains($0.key) })
    }

    private var isShallow: Bool {
        switch self {
        case .null, .bool, .integer, .text: true
        case .list(let values): values.allSatisfy(\.isScalar)
        case .object(let members): members.allSatisfy(\.value.isScalar)
        }
    }

    private var isScalar: Bool {
        switch self {
        case .list(let values): values.isEmpty
        case .object(let members): members.isEmpty
        case .null, .bool, .integer, .text: true
        }
    }
}
