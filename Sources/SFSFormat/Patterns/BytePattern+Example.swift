extension BytePattern {
    /// A text that meets the pattern, for samples and tests.
    ///
    /// Where the pattern leaves a choice, digits and letters are preferred; what may be repeated
    /// without an end is repeated at most three times more than it must.
    public func example(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        append(node, to: &bytes, using: &generator)
        return bytes
    }

    private func append(
        _ node: PatternNode,
        to bytes: inout [UInt8],
        using generator: inout some RandomNumberGenerator
    ) {
        switch node {
        case .byte(let set):
            let members = set.members.map { UInt8($0) }
            let printable = members.filter { (0x21...0x7E).contains($0) }
            let plain = printable.filter(\.isASCIIAlphanumeric)
            let choices = plain.isEmpty ? (printable.isEmpty ? members : printable) : plain
            if let byte = choices.randomElement(using: &generator) { bytes.append(byte) }
        case .sequence(let nodes):
            for node in nodes { append(node, to: &bytes, using: &generator) }
        case .alternatives(let nodes):
            if let node = nodes.randomElement(using: &generator) {
                append(node, to: &bytes, using: &generator)
            }
        case .repeated(let node, let least, let most):
            for _ in 0..<Int.random(in: least...(most ?? least + 3), using: &generator) {
                append(node, to: &bytes, using: &generator)
            }
        }
    }
}
