internal import BursarModel
internal import Declarations
internal import SFSFormat

/// What the campus lends to its formats, and what it wants held or left out.
extension CampusReading {
    /// Whatever EMPLID can hold: 11 digits.
    private static let anyID = "^[0-9]{1,11}$"

    func readStudents() -> BytePattern? {
        let place = mapping.place
        let text =
            mapping.has("students") ? mapping.string("students") : Placed(Self.anyID, at: place)
        guard let text, let pattern = BytePattern(text, findings: findings) else { return nil }
        StudentPattern.check(pattern, at: text.place, findings: findings)
        return pattern
    }

    /// Stands in for a pattern that could not be read.
    var anybody: BytePattern? {
        BytePattern(Placed(Self.anyID, at: mapping.place), findings: findings)
    }

    func readConstants() -> [String: String] {
        guard let entries = mapping.mapping("constants")?.entries() else { return [:] }
        var constants: [String: String] = [:]
        for (key, value) in entries {
            checkName(key, of: "constant")
            if ["key", "name", "business_unit"].contains(key.value) {
                findings.error(
                    "`campus.\(shown(key.value))` has a meaning already",
                    at: key.place,
                    hint: "give the constant another name"
                )
            }
            if let text = value.string(),
                ItemTypes.check(text, named: key.value, findings: findings)
            {
                constants[key.value] = text.value
            }
        }
        return constants
    }

    func readLookups() -> [String: LookupTable] {
        guard let entries = mapping.mapping("lookups")?.entries() else { return [:] }
        var lookups: [String: LookupTable] = [:]
        for (key, value) in entries {
            checkName(key, of: "lookup")
            if let table = value.mapping().flatMap({
                LookupTable.read(from: $0, findings: findings)
            }), ItemTypes.check(table, named: key.value, findings: findings) {
                lookups[key.value] = table
            }
        }
        return lookups
    }

    /// A name that a format can write behind a point.
    private func checkName(_ name: Placed<String>, of what: Message) {
        let isName =
            (1...64).contains(name.value.utf8.count) && name.value.first?.isNumber == false
            && name.value.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
        if !isName {
            findings.refuse(
                name,
                "is no name of a \(what)",
                hint: "write small letters, digits and `_`, beginning with a letter"
            )
        }
    }

    func readTerms() -> CampusTerms? {
        let table = mapping.element("terms").flatMap {
            TermTable.read(from: $0, findings: findings)
        }
        guard let element = mapping.element("term_rule") else { return table.map { .table($0) } }
        let rule = TermRule.read(from: element, findings: findings)
        if mapping.has("terms") {
            findings.error(
                "a campus has `terms` or a `term_rule`, not both",
                at: mapping.place(of: "term_rule"),
                hint: "keep the one that the campus uses"
            )
        }
        return rule.map { .rule($0) }
    }

    func readLimits() -> HoldLimits {
        var limits = HoldLimits()
        guard let mapping = mapping.mapping("limits") else { return limits }
        if let amount = mapping.element("largest_amount")?.amount() {
            limits.largestAmount = amount
        }
        if let share = mapping.element("held_share")?.basisPoints() {
            limits.ceiling.shareBasisPoints = share
        }
        if let count = mapping.element("held_at_least")?.count(0...1_000_000) {
            limits.ceiling.atLeast = Int64(count)
        }
        mapping.finish()
        return limits
    }

    func readSkipRules() -> [SkipRule] {
        (mapping.sequence("skip") ?? []).compactMap { element in
            element.mapping().flatMap { readSkipRule($0, of: element) }
        }
    }

    /// `{when: {…}, reason: …}`, or the condition's keys beside `reason`.
    private func readSkipRule(_ mapping: Mapping, of element: Element) -> SkipRule? {
        let reason = mapping.requiredElement("reason")?.text(atMost: 200)
        let condition: ConditionDeclaration?
        if mapping.has("when") {
            condition = mapping.mapping("when").flatMap {
                ConditionDeclaration.read(from: $0, findings: findings)
            }
            mapping.finish()
        } else {
            guard case .mapping(let entries) = element.value else { return nil }
            condition = ConditionDeclaration.read(
                from: Mapping(
                    entries.filter { $0.key.value != "reason" },
                    at: element.place,
                    findings: findings
                ),
                findings: findings
            )
        }
        guard let reason, let condition else { return nil }
        return SkipRule(when: condition, reason: reason)
    }

    func readRetention() -> Retention {
        var retention = Retention()
        guard let mapping = mapping.mapping("retention") else { return retention }
        if let years = mapping.element("files_fiscal_years")?.count(1...100) {
            retention.filesFiscalYears = years
        }
        if let years = mapping.element("ledger_fiscal_years")?.count(1...100) {
            retention.ledgerFiscalYears = years
        }
        if let hold = mapping.boolean("legal_hold") { retention.legalHold = hold.value }
        if retention.ledgerFiscalYears < retention.filesFiscalYears {
            findings.error(
                "the ledger is kept for less time than the files that it explains",
                at: mapping.place,
                hint: "keep it for \(retention.filesFiscalYears) fiscal years"
            )
        }
        mapping.finish()
        return retention
    }
}
