internal import BursarModel
internal import Yams

/// Turns the parser's nodes into declarations, and refuses what the scan may have missed.
final class NodeReading {
    private let cursor: PlaceCursor
    private let renamed: RenamedKeys
    private let deepest: Int
    private let findings: Findings

    init(of text: String, renamed: RenamedKeys, deepest: Int, findings: Findings) {
        cursor = PlaceCursor(text)
        self.renamed = renamed
        self.deepest = deepest
        self.findings = findings
    }

    /// - Returns: nil where the file cannot be used; what else is wrong is found all the same.
    func declaration(_ node: Node, depth: Int = 1) -> Declaration? {
        let place = node.mark.map(cursor.place) ?? Place(line: 1, column: 1)
        if node.anchor != nil {
            findings.error("anchors (`&`) are not allowed", at: place)
            return nil
        }
        guard depth <= deepest else {
            findings.error("more than \(deepest) levels of nesting", at: place)
            return nil
        }
        switch node {
        case .scalar(let scalar):
            return scalarDeclaration(scalar, at: place)
        case .sequence(let sequence):
            let elements = sequence.map { declaration($0, depth: depth + 1) }
            let complete = elements.compactMap(\.self)
            guard complete.count == elements.count else { return nil }
            return Declaration(.sequence(complete), at: place)
        case .mapping(let mapping):
            return mappingDeclaration(mapping, at: place, depth: depth)
        case .alias:
            findings.error("aliases (`*`) are not allowed", at: place)
            return nil
        }
    }

    private func scalarDeclaration(_ scalar: Node.Scalar, at place: Place) -> Declaration? {
        if let hidden = scalar.string.unicodeScalars.first(where: isForbidden) {
            findings.error(
                "the value holds the character U+\(codePoint(hidden))",
                at: place,
                hint: "remove its escape"
            )
            return nil
        }
        let isNothing = scalar.string.isEmpty && scalar.style == .plain
        guard !isNothing else { return Declaration(.null, at: place) }
        var place = place
        if let mark = scalar.mark { place.spelling = cursor.spelling(of: scalar, at: mark) }
        return Declaration(.scalar(scalar.string), at: place)
    }

    private func mappingDeclaration(
        _ mapping: Node.Mapping,
        at place: Place,
        depth: Int
    ) -> Declaration? {
        var entries: [DeclarationEntry] = []
        var firstPlaces: [String: Place] = [:]
        var sound = true
        for (keyNode, valueNode) in mapping {
            guard let key = key(keyNode) else {
                sound = false
                continue
            }
            let original = renamed.original(of: key.value)
            let name = original ?? key.value
            if let first = firstPlaces[name] {
                findings.error(
                    "`\(quoted(name))` stands twice",
                    at: key.place,
                    hint: "keep this one or the one in line \(first.line)"
                )
            } else {
                firstPlaces[name] = key.place
            }
            guard let value = declaration(valueNode, depth: depth + 1) else {
                sound = false
                continue
            }
            if original == nil { entries.append(DeclarationEntry(key: key, value: value)) }
        }
        return sound ? Declaration(.mapping(entries), at: place) : nil
    }

    private func key(_ node: Node) -> Placed<String>? {
        let place = node.mark.map(cursor.place) ?? Place(line: 1, column: 1)
        guard case .scalar(let scalar) = node, node.anchor == nil else {
            findings.error("a key is a single value", at: place, hint: "write `key: value`")
            return nil
        }
        guard !scalar.string.isEmpty else {
            findings.error("a key is empty", at: place)
            return nil
        }
        if renamed.original(of: scalar.string) == nil,
            let hidden = scalar.string.unicodeScalars.first(where: isForbidden)
        {
            findings.error(
                "the key holds the character U+\(codePoint(hidden))",
                at: place,
                hint: "remove its escape"
            )
            return nil
        }
        var spelled = place
        if let mark = scalar.mark { spelled.spelling = cursor.spelling(of: scalar, at: mark) }
        return Placed(scalar.string, at: spelled)
    }
}
