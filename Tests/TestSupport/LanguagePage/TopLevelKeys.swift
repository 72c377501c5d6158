/// A YAML text as its keys at the left margin, so that one text can change another.
public struct TopLevelKeys: Sendable {
    public private(set) var parts: [(key: String, text: String)] = []

    public init(_ text: String = "") {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let key = line.prefix { $0.isLetter || $0 == "_" }
            if !key.isEmpty, line.dropFirst(key.count).hasPrefix(":") {
                parts.append((String(key), "\(line)\n"))
            } else if !parts.isEmpty {
                parts[parts.count - 1].text += "\(line)\n"
            }
        }
    }

    public func has(_ key: String) -> Bool { parts.contains { $0.key == key } }

    /// Keys that are here already get the other's text, the others are added.
    public mutating func take(_ other: TopLevelKeys) {
        for part in other.parts {
            if let index = parts.firstIndex(where: { $0.key == part.key }) {
                parts[index] = part
            } else {
                parts.append(part)
            }
        }
    }

    public mutating func remove(_ key: String) { parts.removeAll { $0.key == key } }

    public var text: String { parts.map(\.text).joined() }
}
