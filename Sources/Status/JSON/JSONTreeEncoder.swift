/// Encodes values to a `JSONValue` whose keys keep the order in which a value writes them.
///
/// Foundation's encoder knows no order but the alphabet's, and drops what is nil; the contract
/// shows keys in an order made for reading, and each of them always. Floating point is refused:
/// nothing here is measured in it.
struct JSONTreeEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    static func encode(_ value: some Encodable) throws -> JSONValue {
        try JSONNode(encoding: value, at: []).value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.content = .object([])
        return KeyedEncodingContainer(JSONKeyedContainer(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.content = .list([])
        return UnkeyedContainer(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleContainer(node: node, codingPath: codingPath)
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
