/// Encodes values to a `JSONValue` whose keys keep the order in which a value writes them.
///
/// Foundation's encoder knows no order but the alphabet's, and drops what is nil; the contract
/// shows keys in an order made for reading, and each of them always. Floating point is refused:
/// nothing here is measured in it.
struct JSONTreeEncoder: Encoder {
    fileprivate let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func encode(_ value: some Encodable) throws -> JSONValue {
        try JSONNode(encoding: value, at: []).value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.content = .object([])
        return KeyedEncodingContainer(KeyedContainer(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.content = .list([])
        return UnkeyedContainer(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleContainer(node: node, codingPath: codingPath)
    }
}

/// A place of the document that is being filled.
private final class JSONNode {
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

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) {
        let child = JSONNode()
        child.content = .leaf(.null)
        node.append(child, forKey: key.stringValue)
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        node.append(
            try JSONNode(encoding: value, at: codingPath + [key]),
            forKey: key.stringValue
        )
    }

    /// Writes null where there is no value: every key of the contract is always there.
    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder(forKey: key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { JSONTreeEncoder(node: node, codingPath: codingPath) }

    func superEncoder(forKey key: Key) -> any Encoder { encoder(forKey: key) }

    private func encoder(forKey key: Key) -> JSONTreeEncoder {
        let child = JSONNode()
        node.append(child, forKey: key.stringValue)
        return JSONTreeEncoder(node: child, codingPath: codingPath + [key])
    }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    var count: Int {
        guard case .list(let nodes) = node.content else { return 0 }
        return nodes.count
    }

    func encodeNil() {
        let child = JSONNode()
        child.content = .leaf(.null)
        node.append(child)
    }

    func encode<Value: Encodable>(_ value: Value) throws {
        node.append(try JSONNode(encoding: value, at: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        encoder().container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder().unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder() }

    private func encoder() -> JSONTreeEncoder {
        let child = JSONNode()
        node.append(child)
        return JSONTreeEncoder(node: child, codingPath: codingPath)
    }
}

private struct SingleContainer: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil() { node.content = .leaf(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
        node.content = try JSONNode(encoding: value, at: codingPath).content
    }
}
