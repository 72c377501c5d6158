extension BytePattern {
    /// How short and how long the texts are that meet the pattern; `most` is nil without an end.
    public var lengths: (least: Int, most: Int?) { BytePattern.lengths(of: node) }

    private static func lengths(of node: PatternNode) -> (least: Int, most: Int?) {
        switch node {
        case .byte: return (1, 1)
        case .sequence(let nodes):
            return nodes.map(lengths).reduce((0, 0)) { sum, next in
                (sum.0 + next.least, sum.1.flatMap { one in next.most.map { one + $0 } })
            }
        case .alternatives(let nodes):
            let all = nodes.map(lengths)
            let ends = all.map(\.most)
            return (
                all.map(\.least).min() ?? 0,
                ends.contains(nil) ? nil : ends.compactMap(\.self).max()
            )
        case .repeated(let node, let least, let most):
            let inner = lengths(of: node)
            return (
                inner.least * least,
                most.flatMap { times in inner.most.map { $0 * times } }
            )
        }
    }
}
