import BursarModel

/// What of a campus needs a person, one line for each matter: `humboldt lasting overdue`.
///
/// The lines are compared with those of the last note and shown to nobody. A line holds what makes
/// a matter another one, and nothing that a quiet night changes.
struct Matters {
    private enum Kind: String {
        /// Of which it shows when it is over.
        case lasting
        /// Told once: a later run does not see it again, and that is no relief.
        case passing
    }

    private let campus: CampusKey
    private(set) var lines: [String] = []

    init(_ summary: CampusSummary, _ status: CampusStatus) {
        campus = summary.campus
        switch summary.outcome {
        case .failed, .configError:
            add(.lasting, "\(summary.outcome.rawValue): \(Printable.escaped(summary.message))")
        case .ok, .nothing, .attention, .busy, .paused, .retired, .trial: break
        }
        if !summary.books.balance { add(.passing, "the books do not balance") }
        if status.isOverdue { add(.lasting, "overdue") }
        for held in summary.heldByReason.sorted(by: Matters.order) {
            add(
                .lasting,
                "held: \(held.reason.rawValue) \(Printable.escaped(held.feeType ?? "")) "
                    + "\(held.tally.count) \(held.tally.chargeCents) \(held.tally.creditCents)"
            )
        }
        for output in summary.outputs {
            switch output.state {
            case .inDoubt, .waiting, .recalling:
                add(.lasting, "\(output.state.rawValue): \(Printable.escaped(output.id))")
            case .planned, .staged, .published, .void: break
            }
        }
        for export in summary.exports
        where export.state == .ignored && export.reason == IgnoreReason.namePattern.rawValue
            && export.file.lowercased().hasSuffix(".xml")
        {
            add(.passing, "unclaimed: \(Printable.escaped(export.file))")
        }
        if summary.outcome == .attention, lines.isEmpty {
            add(.passing, "attention: \(Printable.escaped(summary.message))")
        }
    }

    private mutating func add(_ kind: Kind, _ words: String) {
        lines.append("\(campus.text) \(kind.rawValue) \(words)")
    }

    private static func order(_ one: HeldCount, _ other: HeldCount) -> Bool {
        (one.reason.rawValue, one.feeType ?? "") < (other.reason.rawValue, other.feeType ?? "")
    }

    /// How what needs a person differs from what was told.
    static func change(
        from before: [String],
        to now: [Matters]
    ) -> (hasNew: Bool, isRelieved: Bool) {
        let lines = Set(now.flatMap(\.lines))
        return (
            !lines.isSubset(of: before),
            before.contains { kind(of: $0) == .lasting && !lines.contains($0) }
        )
    }

    /// What is known once these are told: what was passing stays known.
    static func known(_ before: [String], after now: [Matters]) -> [String] {
        let lines = now.flatMap(\.lines)
        let remembered = before.filter { kind(of: $0) == .passing && !lines.contains($0) }
        return lines + remembered.suffix(100)
    }

    /// The key of the campus that a line is about.
    static func campus(of line: String) -> String {
        line.split(separator: " ", maxSplits: 1).first.map(String.init) ?? ""
    }

    private static func kind(of line: String) -> Kind? {
        let words = line.split(separator: " ", maxSplits: 2)
        return words.count > 1 ? Kind(rawValue: String(words[1])) : nil
    }
}
