/// A place of the document that is being filled.
final class JSONNode {
    enum Content {
        case leaf(JSONValue)
        case list([JSONNode])
        case object([(key: String, node: JSONNode)])
    }

    var content = Content.object([])

    init() {}

    init(encoding value: some Encodable, at path: [any CodingKey]) throws {
        switch value {
        case let value as Bool: content = .leaf(.bool(value))
        case let value as String: content = .leaf(.text(value))
        case let value as any BinaryInteger:
            guard let integer = Int64(exactly: value) else {
                throw JSONNode.refused(value, "does not fit 64 bits", at: path)
            }
            content = .leaf(.integer(integer))
        case is any BinaryFloatingPoint:
            throw JSONNode.refused(value, "is floating point", at: path)
        case let value as [String: String]:
            // A dictionary has no order of its own.
            content = .leaf(
                .object(value.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
            )
        default: try value.encode(to: JSONTreeEncoder(node: self, codingPath: path))
        }
    }

    var value: JSONValue {
        switch content {
        case .leaf(let value): value
        case .list(let nodes): .list(nodes.map(\.value))
        case .object(let members): .object(members.map { .init($0.key, $0.node.value) })
        }
    }

    func append(_ node: JSONNode, forKey key: String) {
        guard case .object(var members) = content else { return }
        content = .leaf(.null)  // so that the members are moved, not copied
        members.append((key, node))
        content = .object(members)
    }

    func append(_ node: JSONNode) {
        guard case .list(var nodes) = content else { return }
        content = .leaf(.null)
        nodes.append(node)
        content = .list(nodes)
    }

    private static func refused(
        _ value: Any,
        _ reason: String,
        at path: [any CodingKey]
    ) -> EncodingError {
        .invalidValue(value, .init(codingPath: path, debugDescription: "a value \(reason)"))
    }
}
