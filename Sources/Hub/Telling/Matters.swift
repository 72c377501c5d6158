import BursarModel

/// What of a campus needs a person, one line for each matter.
///
/// The lines are compared with those of the last note and shown to nobody. A line holds what makes
/// a matter another one, and nothing that a quiet night changes.
struct Matters {
    /// Of which it shows when they are over.
    var lasting: [String] = []
    /// Told once: a later run does not see them again, and that is no relief.
    var passing: [String] = []

    var all: [String] { lasting + passing }

    init(_ campus: CampusSummary, _ status: CampusStatus) {
        switch campus.outcome {
        case .failed, .configError:
            lasting.append("\(campus.outcome.rawValue): \(Printable.escaped(campus.message))")
        case .ok, .nothing, .attention, .busy, .paused, .retired, .trial: break
        }
        if !campus.books.balance { passing.append("the books do not balance") }
        if status.isOverdue { lasting.append("overdue") }
        for held in campus.heldByReason.sorted(by: Matters.order) {
            lasting.append(
                "held: \(held.reason.rawValue) \(Printable.escaped(held.feeType ?? "")) "
                    + "\(held.tally.count) \(held.tally.chargeCents) \(held.tally.creditCents)"
            )
        }
        for output in campus.outputs {
            switch output.state {
            case .inDoubt, .waiting, .recalling:
                lasting.append("\(output.state.rawValue): \(Printable.escaped(output.id))")
            case .planned, .staged, .published, .void: break
            }
        }
        for export in campus.exports
        where export.state == .ignored && export.reason == IgnoreReason.namePattern.rawValue
            && export.file.lowercased().hasSuffix(".xml")
        {
            passing.append("unclaimed: \(Printable.escaped(export.file))")
        }
        if campus.outcome == .attention, all.isEmpty {
            passing.append("attention: \(Printable.escaped(campus.message))")
        }
    }

    private static func order(_ one: HeldCount, _ other: HeldCount) -> Bool {
        (one.reason.rawValue, one.feeType ?? "") < (other.reason.rawValue, other.feeType ?? "")
    }

    /// What is known once these are told: what was passing stays known.
    static func known(_ before: [String], after now: [Matters]) -> [String] {
        let lasting = now.flatMap(\.lasting)
        let passing = now.flatMap(\.passing)
        let remembered = before.filter { isPassing($0) && !passing.contains($0) }.suffix(100)
        return lasting + passing + remembered
    }

    /// How what needs a person differs from what was told.
    static func change(
        from before: [String],
        to now: [Matters]
    ) -> (hasNew: Bool, isRelieved: Bool) {
        let lasting = Set(now.flatMap(\.lasting))
        return (
            !lasting.union(now.flatMap(\.passing)).isSubset(of: before),
            before.contains { !isPassing($0) && !lasting.contains($0) }
        )
    }

    private static func isPassing(_ line: String) -> Bool {
        let matter = line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? line
        return [line, matter].contains { text in
            ["unclaimed: ", "attention: ", "the books do not balance"].contains {
                text.hasPrefix($0)
            }
        }
    }
}

extension Matters {
    /// The same lines where those of several campuses stand together.
    func named(_ campus: CampusKey) -> Matters {
        var named = self
        named.lasting = lasting.map { "\(campus.text) \($0)" }
        named.passing = passing.map { "\(campus.text) \($0)" }
        return named
    }
}

extension CampusStatus {
    /// Whether an export is due and did not come; one that failed besides says so first.
    var isOverdue: Bool { health == .overdue || profiles.contains { $0.overdueSince != nil } }
}
