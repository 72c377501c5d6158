internal import BursarModel

/// A pattern as a table: one look-up per byte of a text, whatever the pattern is.
///
/// The positions of a pattern's byte sets and which may follow which are found first (Glushkov's
/// construction), then all sets of positions that a text can lead to become the table's rows. A
/// pattern that would need more rows than the bounds allow is refused: nothing here ever tries
/// one way after another.
struct PatternAutomaton: Sendable {
    static let mostPositions = 256
    static let mostStates = 512

    /// The column of each byte value.
    private let columns: [UInt8]
    private let columnCount: Int
    /// Rows of next states; row 0 is the dead end, row 1 the beginning.
    private let transitions: [UInt16]
    private let accepting: [Bool]

    func matches(_ text: Span<UInt8>) -> Bool {
        var state = 1
        for index in text.indices {
            state = Int(transitions[state * columnCount + Int(columns[Int(text[index])])])
            if state == 0 { return false }
        }
        return accepting[state]
    }

    init(_ node: PatternNode) throws(PatternError) {
        var graph = PositionGraph()
        let whole = try graph.add(node)
        let (columns, masks) = graph.columns()
        self.columns = columns
        columnCount = masks.count

        var numbers: [BitSet256: UInt16] = [:]  // by the positions matched last
        var candidates = [BitSet256(), whole.first]  // what may come next, per state
        var accepting = [false, whole.isNullable]
        var transitions = [UInt16](repeating: 0, count: masks.count)
        var state = 1
        while state < candidates.count {
            for mask in masks {
                let matched = candidates[state].intersection(mask)
                guard !matched.isEmpty else {
                    transitions.append(0)
                    continue
                }
                if let known = numbers[matched] {
                    transitions.append(known)
                    continue
                }
                guard candidates.count < PatternAutomaton.mostStates else {
                    throw PatternError("the pattern is too complex", hint: "write a simpler one")
                }
                let number = UInt16(candidates.count)
                numbers[matched] = number
                transitions.append(number)
                candidates.append(graph.followers(of: matched))
                accepting.append(!matched.intersection(whole.last).isEmpty)
            }
            state += 1
        }
        self.transitions = transitions
        self.accepting = accepting
    }
}

/// The byte sets of a pattern in their order, and which may follow which.
private struct PositionGraph {
    /// A part of a pattern: where it can begin and end, and whether it can be nothing.
    struct Part {
        var first: BitSet256
        var last: BitSet256
        var isNullable: Bool
    }

    private var sets: [BitSet256] = []
    private var following: [BitSet256] = []

    mutating func add(_ node: PatternNode) throws(PatternError) -> Part {
        switch node {
        case .byte(let set): return try add(set)
        case .sequence(let nodes):
            var whole: Part?
            for node in nodes { whole = join(whole, try add(node)) }
            return whole ?? Part(first: BitSet256(), last: BitSet256(), isNullable: true)
        case .alternatives(let nodes):
            var whole = Part(first: BitSet256(), last: BitSet256(), isNullable: false)
            for node in nodes {
                let part = try add(node)
                whole.first.formUnion(part.first)
                whole.last.formUnion(part.last)
                whole.isNullable = whole.isNullable || part.isNullable
            }
            return whole
        case .repeated(let node, let least, let most):
            return try add(node, least: least, most: most)
        }
    }

    private mutating func add(_ set: BitSet256) throws(PatternError) -> Part {
        guard sets.count < PatternAutomaton.mostPositions else {
            throw PatternError(
                "the pattern counts more than \(PatternAutomaton.mostPositions) characters",
                hint: "write a shorter one"
            )
        }
        var position = BitSet256()
        position.insert(sets.count)
        sets.append(set)
        following.append(BitSet256())
        return Part(first: position, last: position, isNullable: false)
    }

    private mutating func add(
        _ node: PatternNode,
        least: Int,
        most: Int?
    ) throws(PatternError) -> Part {
        var whole: Part?
        for _ in 0..<least { whole = join(whole, try add(node)) }
        if let most {
            for _ in least..<most {
                var part = try add(node)
                part.isNullable = true
                whole = join(whole, part)
            }
        } else {
            var part = try add(node)
            link(part.last, to: part.first)
            part.isNullable = true
            whole = join(whole, part)
        }
        return whole ?? Part(first: BitSet256(), last: BitSet256(), isNullable: true)
    }

    private mutating func join(_ one: Part?, _ other: Part) -> Part {
        guard let one else { return other }
        link(one.last, to: other.first)
        var whole = Part(
            first: one.first,
            last: other.last,
            isNullable: one.isNullable && other.isNullable
        )
        if one.isNullable { whole.first.formUnion(other.first) }
        if other.isNullable { whole.last.formUnion(one.last) }
        return whole
    }

    private mutating func link(_ ends: BitSet256, to beginnings: BitSet256) {
        for end in ends.members { following[end].formUnion(beginnings) }
    }

    func followers(of matched: BitSet256) -> BitSet256 {
        var union = BitSet256()
        for position in matched.members { union.formUnion(following[position]) }
        return union
    }

    /// Byte values that no position tells apart share a column; a mask holds its positions.
    func columns() -> (ofByte: [UInt8], masks: [BitSet256]) {
        var numbers: [BitSet256: UInt8] = [:]
        var masks: [BitSet256] = []
        var ofByte: [UInt8] = []
        for byte in 0..<256 {
            var mask = BitSet256()
            for (position, set) in sets.enumerated() where set.contains(byte) {
                mask.insert(position)
            }
            if let known = numbers[mask] {
                ofByte.append(known)
            } else {
                let number = UInt8(masks.count)
                numbers[mask] = number
                masks.append(mask)
                ofByte.append(number)
            }
        }
        return (ofByte, masks)
    }
}
