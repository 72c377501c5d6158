public import BursarModel

/// A value under reading: it is asked for a shape, and says so where it has another.
public struct Element {
    public let declaration: Declaration
    public let findings: Findings
    /// What messages call it, such as `` `fields` ``.
    let label: Message

    public var place: Place { declaration.place }
    public var value: DeclarationValue { declaration.value }

    public init(_ declaration: Declaration, label: Message, findings: Findings) {
        self.declaration = declaration
        self.label = label
        self.findings = findings
    }

    public func string() -> Placed<String>? {
        guard case .scalar(let text) = value else { return refuse("a single value") }
        return Placed(text, at: place)
    }

    public func mapping() -> Mapping? {
        guard case .mapping(let entries) = value else { return refuse("a mapping of keys") }
        return Mapping(entries, at: place, findings: findings)
    }

    public func sequence() -> [Element]? {
        guard case .sequence(let elements) = value else { return refuse("a list") }
        return elements.map { Element($0, label: "an entry of \(label)", findings: findings) }
    }

    /// A list of single values; one single value is a list of one.
    public func strings() -> [Placed<String>]? {
        if case .scalar(let text) = value { return [Placed(text, at: place)] }
        guard case .sequence = value, let elements = sequence() else {
            return refuse("a single value or a list of them")
        }
        let texts = elements.map { $0.string() }
        let complete = texts.compactMap(\.self)
        return complete.count == texts.count ? complete : nil
    }

    public func integer() -> Placed<Int>? {
        guard let text = string() else { return nil }
        let digits = text.value.first == "-" ? text.value.dropFirst() : text.value[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0.decimalDigit != nil }),
            let number = Int(text.value)
        else {
            findings.error(
                "\(label) is `\(quoted(text.value))`, not a whole number",
                at: place,
                hint: "write digits alone, such as 12"
            )
            return nil
        }
        return Placed(number, at: place)
    }

    public func boolean() -> Placed<Bool>? {
        guard let text = string() else { return nil }
        switch text.value {
        case "true": return Placed(true, at: place)
        case "false": return Placed(false, at: place)
        default:
            findings.error(
                "\(label) is `\(quoted(text.value))`",
                at: place,
                hint: "write true or false"
            )
            return nil
        }
    }

    public func choice<Choice>(of type: Choice.Type) -> Placed<Choice>?
    where Choice: CaseIterable & RawRepresentable<String> {
        guard let text = string() else { return nil }
        if let choice = Choice(rawValue: text.value) { return Placed(choice, at: place) }
        let known = Choice.allCases.map(\.rawValue)
        let all = Message.joined(known.map { "\(Printable($0))" }, separator: ", ")
        findings.error(
            "\(label) cannot be `\(quoted(text.value))`",
            at: place,
            hint: suggestion(for: text.value, among: known) ?? "it is one of \(all)"
        )
        return nil
    }

    private func refuse<Value>(_ wanted: Message) -> Value? {
        if case .null = value {
            findings.error(
                "\(label) has no value",
                at: place,
                hint: "give it one, or leave it out"
            )
        } else {
            findings.error("\(label) is \(value.shape), but \(wanted) is needed", at: place)
        }
        return nil
    }
}
