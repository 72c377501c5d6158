internal import BursarModel
internal import Declarations

extension FieldDeclaration {
    /// Stands for one that is no mapping at all.
    static func unreadable(at place: Place) -> FieldDeclaration {
        FieldDeclaration(place: place, isSound: false, branches: [], isRequired: false)
    }

    /// Reads a field as far as it goes; nil where it is no mapping.
    static func read(from element: Element, findings: Findings) -> FieldDeclaration? {
        guard let mapping = element.mapping() else { return nil }
        var reading = PartialReading()
        let picture = reading.take(mapping.has("picture")) { mapping.string("picture") }
        let branches = branches(in: mapping, picture: picture, findings: findings)
        func choice<Choice: CaseIterable & RawRepresentable<String>>(
            _ key: StaticString,
            _ type: Choice.Type
        ) -> Placed<Choice>? {
            reading.take(mapping.has(key)) { mapping.choice(key, of: type) }
        }
        func size(_ key: StaticString) -> Placed<Int>? {
            reading.take(mapping.has(key)) {
                mapping.integer(key).flatMap { positive($0, key, findings: findings) }
            }
        }
        func truth(_ key: StaticString) -> Placed<Bool>? {
            reading.take(mapping.has(key)) { mapping.boolean(key) }
        }
        var field = FieldDeclaration(
            place: mapping.place,
            branches: branches.sound,
            isRequired: false
        )
        field.name = reading.take(mapping.has("name")) { mapping.string("name") }
        field.width = size("width")
        field.most = size("max")
        field.last = size("last")
        field.alignment = choice("align", Alignment.self)
        field.fill = reading.take(mapping.has("fill")) {
            mapping.string("fill").flatMap { fill($0, findings: findings) }
        }
        field.overflow = choice("overflow", Overflow.self)
        field.signPosition = choice("sign", SignPosition.self)
        field.showsPlus = truth("plus")
        field.strip = choice("strip", Strip.self)
        field.letterCase = choice("case", LetterCase.self)
        field.fallback = reading.take(mapping.has("default")) { mapping.string("default") }
        field.isRequired = truth("required")?.value ?? false
        field.onlyWhen = reading.take(mapping.has("only_when")) {
            mapping.mapping("only_when").flatMap {
                ConditionDeclaration.read(from: $0, findings: findings)
            }
        }
        field.quote = choice("quote", QuotePolicy.self)
        field.isUnique = truth("unique")
        let areAllKnown = mapping.finish()
        field.isSound = branches.areAll && reading.isSound && areAllKnown
        return field
    }

    private static func fill(_ text: Placed<String>, findings: Findings) -> Placed<UInt8>? {
        let bytes = Array(text.value.utf8)
        guard bytes.count == 1, (0x20...0x7E).contains(bytes[0]) else {
            findings.error(
                "`fill` is `\(quoted(text.value))`",
                at: text.place,
                hint: "it is one printable ASCII character"
            )
            return nil
        }
        return Placed(bytes[0], at: text.place)
    }

    /// The branches that could be read, and whether these are all.
    private struct BranchesReading {
        var sound: [Branch] = []
        var areAll = false
    }

    /// What the field holds: exactly one of `value`, `literal`, `text`, `date` and `choose`.
    private static func branches(
        in mapping: Mapping,
        picture: Placed<String>?,
        findings: Findings
    ) -> BranchesReading {
        let content = content(of: mapping, picture: picture, findings: findings)
        guard mapping.has("choose") else {
            switch content {
            case .absent:
                findings.error(
                    "the field holds nothing",
                    at: mapping.place,
                    hint: "give it a value, literal, text, date or choose"
                )
                return BranchesReading()
            case .unsound: return BranchesReading()
            case .read(let content):
                return BranchesReading(sound: [Branch(content: content)], areAll: true)
            }
        }
        if case .read = content {
            findings.error(
                "`choose` stands beside what it would choose",
                at: mapping.place(of: "choose"),
                hint: "keep one of the two; what is shown else is the last branch, without `when`"
            )
            return BranchesReading()
        }
        guard let elements = mapping.sequence("choose") else { return BranchesReading() }
        guard !elements.isEmpty else {
            findings.error(
                "`choose` has no branch",
                at: mapping.place(of: "choose"),
                hint: "write - {when: {…}, value: …} for each, the last one without `when`"
            )
            return BranchesReading()
        }
        let branches = elements.map { branch(from: $0, picture: picture, findings: findings) }
        let sound = branches.compactMap(\.self)
        var reading = BranchesReading(sound: sound, areAll: sound.count == branches.count)
        for (index, branch) in branches.dropLast().enumerated()
        where branch != nil && branch?.condition == nil && branch?.isSound == true {
            findings.error(
                "the branches below are never reached",
                at: elements[index].place,
                hint: "only the last may stand without `when`"
            )
            reading.areAll = false
        }
        if let picture, reading.areAll, sound.allSatisfy(\.content.hasNoPicture) {
            findings.error(
                "no branch takes a picture",
                at: picture.place,
                hint:
                    "leave it out; the field's keys for a text are `case`, `last`, `max` and `strip`"
            )
            reading.areAll = false
        }
        if sound.contains(where: { !$0.isSound }) { reading.areAll = false }
        return reading
    }

    private static func branch(
        from element: Element,
        picture: Placed<String>?,
        findings: Findings
    ) -> Branch? {
        guard let mapping = element.mapping() else { return nil }
        var reading = PartialReading()
        let condition = reading.take(mapping.has("when")) {
            mapping.mapping("when").flatMap {
                ConditionDeclaration.read(from: $0, findings: findings)
            }
        }
        let own = reading.take(mapping.has("picture")) { mapping.string("picture") }
        let content = content(
            of: mapping,
            picture: own,
            inherited: picture,
            findings: findings
        )
        let areAllKnown = mapping.finish()
        switch content {
        case .absent where !areAllKnown: return nil
        case .absent:
            findings.error(
                "the branch holds nothing",
                at: mapping.place,
                hint: "give it a value, literal, text or date"
            )
            return nil
        case .unsound: return nil
        case .read(let content):
            var branch = Branch(condition: condition, content: content)
            branch.isSound = reading.isSound && areAllKnown
            return branch
        }
    }

    private enum ContentReading {
        case absent
        case unsound
        case read(Content)
    }

    /// A picture must suit; one that is inherited from the field need not concern every branch.
    private static func content(
        of mapping: Mapping,
        picture: Placed<String>?,
        inherited: Placed<String>? = nil,
        findings: Findings
    ) -> ContentReading {
        let kinds: [StaticString] = ["value", "literal", "text", "date"]
        let present = kinds.filter { mapping.has($0) }
        guard present.count < 2 else {
            let names = Message.joined(
                present.map { "`\(Printable($0.description))`" },
                separator: ", "
            )
            findings.error(
                "\(names) exclude each other",
                at: mapping.place(of: present[1]),
                hint: "keep one of them; a `text` can hold several values"
            )
            return .unsound
        }
        guard let kind = present.first else { return .absent }
        var content: Content?
        switch kind.description {
        case "value":
            content = mapping.string("value").flatMap { name in
                FormatValue.read(name, findings: findings).flatMap { value in
                    let picture = picture ?? (value.kind == .text ? nil : inherited)
                    return ValuePicture.read(picture, for: value, in: .field, findings: findings)
                        .map { .value(Placed(value, at: name.place), $0) }
                }
            }
        case "literal":
            content = mapping.string("literal").map { .literal($0) }
        case "text":
            content = mapping.string("text").flatMap {
                TextTemplate.read($0, in: .template, findings: findings).map { .text($0) }
            }
        default:
            content = mapping.mapping("date").flatMap { rule in
                DateRule.read(from: rule, findings: findings).flatMap { rule in
                    guard let picture = picture ?? inherited else { return .date(rule, .iso) }
                    return CalendarPicture.read(picture, of: .day, findings: findings)
                        .map { .date(rule, $0) }
                }
            }
        }
        guard let content else { return .unsound }
        if let picture, content.hasNoPicture {
            findings.error(
                "a text takes no picture",
                at: picture.place,
                hint:
                    "leave it out: places in braces have their own, and a field has `case`, `last`, `max` and `strip`"
            )
            return .unsound
        }
        return .read(content)
    }
}

extension FieldDeclaration.Content {
    fileprivate var hasNoPicture: Bool {
        switch self {
        case .literal, .text, .value(_, .none): true
        case .value, .date: false
        }
    }
}
