public import BursarModel

/// A mapping under reading, which remembers the keys it was asked for.
///
/// A key that is absent is nil; one of a wrong shape is nil too, and a finding. `finish()` ends
/// the reading: what was never asked for is an unknown key.
public struct Mapping {
    public let place: Place
    public let findings: Findings
    private let declared: [DeclarationEntry]
    private let index: [String: Int]
    private let asked = AskedKeys()

    public init(_ entries: [DeclarationEntry], at place: Place, findings: Findings) {
        declared = entries
        self.place = place
        self.findings = findings
        index = Dictionary(
            entries.enumerated().map { ($1.key.value, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The value of a key whatever its shape is, nil where the key is absent.
    public func element(_ key: StaticString) -> Element? {
        asked.note(key.description)
        return index[key.description].map { position in
            Element(
                declared[position].value,
                label: "`\(Printable(key.description))`",
                findings: findings
            )
        }
    }

    public func string(_ key: StaticString) -> Placed<String>? { element(key)?.string() }

    public func mapping(_ key: StaticString) -> Mapping? { element(key)?.mapping() }

    public func sequence(_ key: StaticString) -> [Element]? { element(key)?.sequence() }

    /// A list of single values; one single value is a list of one.
    public func strings(_ key: StaticString) -> [Placed<String>]? { element(key)?.strings() }

    public func integer(_ key: StaticString) -> Placed<Int>? { element(key)?.integer() }

    public func boolean(_ key: StaticString) -> Placed<Bool>? { element(key)?.boolean() }

    public func choice<Choice>(
        _ key: StaticString,
        of type: Choice.Type
    ) -> Placed<Choice>? where Choice: CaseIterable & RawRepresentable<String> {
        element(key)?.choice(of: type)
    }

    /// The value of a key that must be there; where it is not, that is a finding.
    public func requiredElement(_ key: StaticString) -> Element? {
        if let element = element(key) { return element }
        asked.missing[key.description] = findings.add(
            Diagnostic(
                .error,
                "`\(Printable(key.description))` is missing",
                at: place,
                file: findings.file
            )
        )
        return nil
    }

    public func required(string key: StaticString) -> Placed<String>? {
        requiredElement(key)?.string()
    }

    public func required(mapping key: StaticString) -> Mapping? { requiredElement(key)?.mapping() }

    public func required(sequence key: StaticString) -> [Element]? {
        requiredElement(key)?.sequence()
    }

    public func has(_ key: StaticString) -> Bool {
        asked.note(key.description)
        return index[key.description] != nil
    }

    /// Where a key stands; where it is absent, the place of the mapping.
    public func place(of key: StaticString) -> Place {
        index[key.description].map { declared[$0].key.place } ?? place
    }

    /// All entries of a map whose keys are free, such as constants, in the order of the file.
    public func entries() -> [(key: Placed<String>, value: Element)] {
        asked.noteAll()
        return declared.map { entry in
            (
                entry.key,
                Element(
                    entry.value,
                    label: "`\(quoted(entry.key.value))`",
                    findings: findings
                )
            )
        }
    }

    /// Reports every key that was never asked for.
    ///
    /// One that is a missing key misspelled says that the key is missing, too.
    ///
    /// - Returns: whether there was none.
    @discardableResult
    public func finish() -> Bool {
        guard !asked.all else { return true }
        var areAllKnown = true
        let unknown = declared.filter { !asked.keys.contains($0.key.value) }
        for (number, entry) in unknown.enumerated() {
            areAllKnown = false
            let key = entry.key.value
            guard number < Findings.most else {
                // Not listed any more, so nobody needs to hear what was meant.
                findings.error("unknown key `\(quoted(key))`", at: entry.key.place)
                continue
            }
            let known = Message.joined(asked.keys.map { "\(Printable($0))" }, separator: ", ")
            findings.error(
                "unknown key `\(quoted(key))`",
                at: entry.key.place,
                hint: suggestion(for: key, among: asked.keys) ?? "keys here are \(known)"
            )
            if let meant = Spelling.nearest(key, among: asked.keys),
                let missing = asked.missing[meant]
            {
                findings.withdraw(missing)
            }
        }
        return areAllKnown
    }
}

/// The keys that one mapping was asked for, in the order of the asking.
private final class AskedKeys {
    private(set) var keys: [String] = []
    private(set) var all = false
    /// What was said of keys that must be there.
    var missing: [String: Diagnostic] = [:]

    func note(_ key: String) {
        if !keys.contains(key) { keys.append(key) }
    }

    func noteAll() { all = true }
}
