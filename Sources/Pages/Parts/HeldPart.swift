import BursarModel
import Status

/// What is held at a campus, by reason, with what to do about it.
enum HeldPart {
    /// Longer lists are for the terminal; a page that nobody can read to its end helps nobody.
    private static let shown = 50

    static func matters(_ items: [HeldItem], at campus: CampusKey, in frame: PageFrame) -> [Fields]
    {
        Dictionary(grouping: items, by: \.reason)
            .map { (HeldMatter(reason: $0, items: $1), $1) }
            .sorted {
                ($1.0.tally.count, $0.0.reason.rawValue) < ($0.0.tally.count, $1.0.reason.rawValue)
            }
            .map { fields($0, $1, at: campus, in: frame) }
    }

    private static func fields(
        _ matter: HeldMatter,
        _ items: [HeldItem],
        at campus: CampusKey,
        in frame: PageFrame
    ) -> Fields {
        let clock = frame.clock(of: campus)
        let noun = matter.reason.holdsExport ? "export" : "fee"
        let amount = Figures.amount(matter.tally).map { ", \($0)" } ?? ""
        let since = items.map(\.since).min().map { ", since \(clock.spelledOut($0))" } ?? ""
        let id = items.count == 1 ? items[0].id : "ID"
        let rest = Int64(items.count - shown)
        return [
            "matterID": .text("held-\(campus)-\(matter.reason.rawValue)"),
            "matterTitle": .text(matter.fact),
            "matterSum": .text(counted(matter.tally.count, noun) + amount + since),
            "pieces": RichText.pieces(matter.act(at: campus, id: id)),
            "isOfFees": .flag(!matter.reason.holdsExport),
            "items": .list(items.prefix(shown).map { item($0, clock, in: frame) }),
            "more": rest > 0
                ? .text("And \(counted(rest, "other")): `bursarhub held \(campus)` lists them all.")
                : .nothing,
        ]
    }

    private static func item(_ item: HeldItem, _ clock: CampusClock, in frame: PageFrame) -> Fields
    {
        let place = [
            item.ordinal.map { "fee \(Figures.count($0))" },
            item.line.map { "line \(Figures.count($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        return [
            "itemID": .text(item.id), "itemTarget": .text(Links.held(item.id)),
            "itemType": .text(item.feeType ?? ""),
            "itemAmount": .text(item.amountCents.map(Figures.dollars) ?? ""),
            "itemExport": .text(item.export), "itemPlace": .text(place),
            "itemSince": .text(clock.brief(item.since, near: frame.asOf)),
        ]
    }
}
