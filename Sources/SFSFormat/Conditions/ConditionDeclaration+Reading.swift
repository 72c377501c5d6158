internal import BursarModel
public import Declarations

extension ConditionDeclaration {
    /// Reads a condition; nil where something in it is a finding.
    public static func read(from mapping: Mapping, findings: Findings) -> ConditionDeclaration? {
        read(from: mapping, findings: findings, depth: 0)
    }

    private static let deepest = 16

    private static func read(
        from mapping: Mapping,
        findings: Findings,
        depth: Int
    ) -> ConditionDeclaration? {
        guard depth <= deepest else {
            findings.error("conditions are nested too deep", at: mapping.place)
            return nil
        }
        var condition = ConditionDeclaration(at: mapping.place)
        var reading = PartialReading()
        condition.sign = reading.take(mapping.has("sign")) {
            mapping.choice("sign", of: FeeSign.self)?.value
        }
        condition.borrower = reading.take(mapping.has("borrower")) {
            mapping.choice("borrower", of: Borrower.self)?.value
        }
        let types = reading.take(mapping.has("fee.type")) {
            mapping.element("fee.type")?.oneOrMore()
        }
        condition.feeTypes = types?.map(\.value)
        condition.feeTypePlaces = types?.map(\.place) ?? []
        for type in types ?? [] { AlmaFeeTypes.check(type, findings: findings) }
        condition.libraries = reading.take(mapping.has("fee.library")) {
            mapping.element("fee.library")?.oneOrMore()?.map(\.value)
        }
        condition.userID = reading.take(mapping.has("user.id")) {
            mapping.string("user.id").flatMap { pattern($0, findings: findings) }
        }
        condition.amount = reading.take(mapping.has("amount")) {
            mapping.mapping("amount").flatMap { bounds(in: $0, findings: findings, cents) }
        }
        condition.ageInDays = reading.take(mapping.has("age_days")) {
            mapping.mapping("age_days").flatMap { bounds(in: $0, findings: findings, days) }
        }
        if let inner = reading.take(
            mapping.has("not"),
            {
                mapping.mapping("not").flatMap {
                    read(from: $0, findings: findings, depth: depth + 1)
                }
            }
        ) {
            condition.negated = [inner]
        }
        condition.anyOf = reading.take(mapping.has("any")) {
            alternatives(of: mapping, findings: findings, depth: depth + 1)
        }
        let areAllKnown = mapping.finish()
        if mapping.isEmpty {
            findings.error(
                "the condition asks nothing",
                at: mapping.place,
                hint: "leave it out where every fee is meant"
            )
            return nil
        }
        // Without what could not be read it would be met by other fees than was meant.
        return reading.isSound && areAllKnown ? condition : nil
    }

    private static func alternatives(
        of mapping: Mapping,
        findings: Findings,
        depth: Int
    ) -> [ConditionDeclaration]? {
        guard let elements = mapping.sequence("any") else { return nil }
        guard !elements.isEmpty else {
            findings.error(
                "`any` lists no condition",
                at: mapping.place(of: "any"),
                hint: "write it as any: [{…}, {…}]; a fee must meet one of them"
            )
            return nil
        }
        let conditions = elements.map { element in
            element.mapping().flatMap { read(from: $0, findings: findings, depth: depth) }
        }
        let sound = conditions.compactMap(\.self)
        return sound.count == conditions.count ? sound : nil
    }

    private static func pattern(_ text: Placed<String>, findings: Findings) -> BytePattern? {
        guard text.value.count > 2, text.value.first == "/", text.value.last == "/" else {
            findings.error(
                "`user.id` is asked with a pattern",
                at: text.place,
                hint: "write it between slashes, such as /[09][0-9]{8}/"
            )
            return nil
        }
        return BytePattern(text.part(text.value.dropFirst().dropLast()), findings: findings)
    }

    private static func bounds<Value: Comparable>(
        in mapping: Mapping,
        findings: Findings,
        _ number: (Element) -> Value?
    ) -> Bounds<Value>? {
        var reading = PartialReading()
        let least = reading.take(mapping.has("at_least")) {
            mapping.element("at_least").flatMap(number)
        }
        let most = reading.take(mapping.has("at_most")) {
            mapping.element("at_most").flatMap(number)
        }
        mapping.finish()
        guard reading.isSound else { return nil }
        if mapping.isEmpty {
            findings.error(
                "no bound is given",
                at: mapping.place,
                hint: "write at_least, at_most or both"
            )
            return nil
        }
        if let least, let most, most < least {
            findings.error(
                "`at_most` is less than `at_least`",
                at: mapping.place(of: "at_most"),
                hint: "no number lies between them; swap them"
            )
            return nil
        }
        return Bounds(least: least, most: most)
    }

    private static func days(_ element: Element) -> Int? { element.integer()?.value }

    private static func cents(_ element: Element) -> UInt64? {
        guard let text = element.string() else { return nil }
        let bytes = Array(text.value.utf8)
        do {
            let cents = try Cents(almaSum: bytes.span)
            if cents.value >= 0 { return cents.magnitude }
        } catch {
            // Said below, in the words of a declaration.
        }
        element.findings.error(
            "`\(quoted(text.value))` is no amount",
            at: text.place,
            hint: "write dollars and cents without a sign, such as 12.50"
        )
        return nil
    }
}

extension Element {
    /// A text or a list of at least one.
    fileprivate func oneOrMore() -> [Placed<String>]? {
        guard let texts = strings() else { return nil }
        guard !texts.isEmpty else {
            findings.error(
                "a list without entries is met by no fee",
                at: place,
                hint: "name what is meant, or leave the key out"
            )
            return nil
        }
        return texts
    }
}

extension Mapping {
    var isEmpty: Bool { entries().isEmpty }
}
