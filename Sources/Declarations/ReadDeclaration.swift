internal import BursarModel

/// So many collections may stand in each other; a format file needs seven.
private let deepest = 32

/// So many keys and values may stand in a file.
///
/// A lookup by library, fee type and sign of a large campus needs some thousands. Checks compare
/// entries with each other, and with more a file would keep them busy.
private let mostTexts = 20_000

/// Reads one YAML document whose root is a mapping.
///
/// What can hide or multiply things is refused before it is read: anchors and aliases, tags,
/// directives, several documents, deep nesting, invisible characters, too many values, and files over
/// 1 MiB.
///
/// - Returns: nil where there is no mapping to go on with; the findings say why.
public func readDeclaration(_ file: DeclarationFile, findings: Findings) -> Mapping? {
    let start = Place(line: 1, column: 1)
    guard file.text.utf8.count <= DeclarationFile.largest else {
        findings.error(
            "the file is larger than 1 MiB",
            at: start,
            hint: "a campus file or a format file needs a few KiB; is this another file?"
        )
        return nil
    }
    if let place = file.firstInvalid {
        findings.error("the file is not UTF-8 here", at: place, hint: "save it as UTF-8")
        return nil
    }
    let text = file.text.first == "\u{FEFF}" ? String(file.text.dropFirst()) : file.text
    guard checkCharacters(of: text, findings: findings) else { return nil }
    let scan = DeclarationScan(text, deepest: deepest, most: mostTexts)
    for (what, position) in scan.refused {
        let index = text.utf8.index(text.startIndex, offsetBy: position)
        findings.error(message(for: what), at: Place(of: index, in: text), hint: hint(for: what))
    }
    guard scan.refused.isEmpty else { return nil }
    guard let root = composed(text, deepest: deepest, findings: findings) else { return nil }
    switch root.value {
    case .mapping(let entries):
        return Mapping(entries, at: root.place, findings: findings)
    case .null:
        findings.error("the file declares nothing", at: start)
    case .scalar, .sequence:
        findings.error(
            "the file holds \(root.value.shape), but a mapping of keys is needed",
            at: root.place
        )
    }
    return nil
}

private func message(for refused: DeclarationScan.Refused) -> Message {
    switch refused {
    case .anchor: "anchors (`&`) are not allowed"
    case .alias: "aliases (`*`) are not allowed"
    case .tag: "tags (`!`) are not allowed"
    case .directive: "directives (`%`) are not allowed"
    case .complexKey: "`?` does not begin a key here"
    case .secondDocument: "a second document begins here"
    case .tooDeep: "more than \(deepest) levels of nesting"
    case .tooMany: "more than \(mostTexts) keys and values"
    }
}

private func hint(for refused: DeclarationScan.Refused) -> Message {
    switch refused {
    case .anchor, .alias, .tag:
        "write the value out where it is needed; put it in quotes if it is a text"
    case .directive: "remove the line"
    case .complexKey: "write `key: value`"
    case .secondDocument: "put it into a file of its own"
    case .tooDeep: "nothing that is declared here needs them"
    case .tooMany: "a campus file or a format file needs some hundreds; is this another file?"
    }
}
