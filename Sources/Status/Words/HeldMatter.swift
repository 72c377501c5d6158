package import BursarModel

/// The fees (or exports) of a campus that wait for one reason, as one matter for a person.
package struct HeldMatter: Sendable {
    package var reason: HoldReason
    package var tally: Tally
    /// The fee types concerned, each once, in the order of their names.
    var feeTypes: [String]
    /// What lookups lack that are asked by more than the fee type, each once, in their order.
    ///
    /// Such as ``no row `LAW, OVERDUEFINE, charge` in `lookups.item_type` ``: more than the types say.
    var missingRows: [String]

    init(reason: HoldReason, tally: Tally, feeTypes: [String], missingRows: [String] = []) {
        self.reason = reason
        self.tally = tally
        self.feeTypes = feeTypes
        self.missingRows = missingRows
    }

    /// Items that are held for one reason.
    package init(reason: HoldReason, items: [HeldItem]) {
        self.reason = reason
        tally = items.reduce(Tally.zero) { $0.addingClamped($1.tally) }
        let areNamed = reason == .noItemType || reason == .noLookupValue
        feeTypes = areNamed ? Set(items.compactMap(\.feeType)).sorted() : []
        missingRows = areNamed ? HeldMatter.missingRows(in: items.map(\.message)) : []
    }

    /// They stand at the end of messages; of a lookup by the fee type alone there is none.
    static func missingRows(in messages: [String]) -> [String] {
        Set(
            messages.compactMap { message in
                message.firstRange(of: "no row `").map { String(message[$0.lowerBound...]) }
            }
        ).sorted()
    }

    /// The matters of a campus, the largest first.
    static func of(_ campus: CampusSummary) -> [HeldMatter] { of(campus.heldByReason) }

    package static func of(_ held: [HeldCount]) -> [HeldMatter] {
        Dictionary(grouping: held, by: \.reason).map { reason, counts in
            HeldMatter(
                reason: reason,
                tally: counts.reduce(Tally.zero) { $0.addingClamped($1.tally) },
                feeTypes: Set(counts.compactMap(\.feeType)).sorted(),
                missingRows: missingRows(in: counts.flatMap(\.missingRows))
            )
        }.sorted { ($1.tally.count, $0.reason.rawValue) < ($0.tally.count, $1.reason.rawValue) }
    }

    func need(
        of campus: CampusSummary,
        called name: String,
        _ clock: CampusClock,
        near run: Timestamp
    ) -> Need {
        need(
            at: campus.campus,
            called: name,
            facts: reason.holdsExport ? whichExports(of: campus, clock, near: run) : fact
        )
    }

    /// The matter with its next act; `facts` say what is wrong.
    func need(at campus: CampusKey, called name: String, facts: String) -> Need {
        let noun = reason.holdsExport ? "export" : "fee"
        let amount = Figures.amount(tally).map { ", \($0)" } ?? ""
        return Need(
            .attention,
            campus: campus,
            name: name,
            matter: "\(counted(tally.count, noun)) held\(amount)",
            facts: facts,
            act: act(at: campus)
        )
    }

    /// What is wrong with fees, naming their types, as in `LOCKERKEY has no item type`.
    package var fact: String {
        if !missingRows.isEmpty { return shownRows.asSentence.asSentenceStart }
        guard !feeTypes.isEmpty else { return reason.meaning.text.asSentence }
        let types = shownTypes
        return reason == .noItemType
            ? "\(types) \(feeTypes.count == 1 ? "has" : "have") no item type."
            : "\(types): \(reason.meaning.text)."
    }

    /// Types are Alma's codes, but nothing keeps a file from making them long, or many.
    private var shownTypes: String {
        let shown = feeTypes.prefix(4).map { type in
            let text = Printable.escaped(type)
            return text.count > 40 ? text.prefix(39) + "…" : text
        }
        return feeTypes.count > 4
            ? "\(shown.joined(separator: ", ")) and \(counted(Int64(feeTypes.count - 4), "other"))"
            : listed(shown)
    }

    var shownRows: String {
        let shown = missingRows.prefix(4).map { Printable.escaped($0) }
        let more = Int64(missingRows.count - shown.count)
        return shown.joined(separator: "; ") + (more > 0 ? " and \(counted(more, "other"))" : "")
    }

    private func whichExports(
        of campus: CampusSummary,
        _ clock: CampusClock,
        near run: Timestamp
    ) -> String {
        let held = campus.exports.filter { $0.state == .held && $0.reason == reason.rawValue }
        guard !held.isEmpty else { return reason.meaning.text.asSentence }
        return held.prefix(3).map { export in
            let came = export.receivedAt.map { ", come \(clock.brief($0, near: run))" } ?? ""
            let what = export.message ?? reason.meaning.text
            return "\(Printable.escaped(export.file))\(came): \(Printable.escaped(what))."
        }.joined(separator: " ")
    }
}

extension HeldItem {
    /// One fee with its amount, or one export without.
    package var tally: Tally {
        let cents = amountCents ?? 0
        return Tally(
            count: 1,
            chargeCents: max(cents, 0),
            creditCents: cents < 0 ? Int64(clamping: cents.magnitude) : 0
        )
    }
}

extension Tally {
    package func addingClamped(_ other: Tally) -> Tally {
        Tally(
            count: count.addingClamped(other.count),
            chargeCents: chargeCents.addingClamped(other.chargeCents),
            creditCents: creditCents.addingClamped(other.creditCents)
        )
    }
}
