import BursarModel
import Status

/// What is held at a campus, by reason, with what to do about it.
enum HeldPart {
    /// The counts tell of all that waits there; the items are those of them that the page lists.
    static func matters(
        _ counts: [HeldCount],
        listing items: [HeldItem],
        at campus: CampusKey,
        in frame: PageFrame
    ) -> [Fields] {
        HeldMatter.of(counts).map { matter in
            fields(
                matter,
                since: counts.filter { $0.reason == matter.reason }.compactMap(\.since).min(),
                listing: items.filter { $0.reason == matter.reason },
                at: campus,
                in: frame
            )
        }
    }

    /// The same where all that waits is at hand: no more is listed than anybody reads.
    static func matters(_ items: [HeldItem], at campus: CampusKey, in frame: PageFrame) -> [Fields]
    {
        Dictionary(grouping: items, by: \.reason).map { reason, items in
            (matter: HeldMatter(reason: reason, items: items), items: items)
        }.sorted { one, other in
            (other.matter.tally.count, one.matter.reason.rawValue)
                < (one.matter.tally.count, other.matter.reason.rawValue)
        }.map { matter, items in
            fields(
                matter,
                since: items.map(\.since).min(),
                listing: Array(items.prefix(shown)),
                at: campus,
                in: frame
            )
        }
    }

    private static let shown = 50

    private static func fields(
        _ matter: HeldMatter,
        since: Timestamp?,
        listing items: [HeldItem],
        at campus: CampusKey,
        in frame: PageFrame
    ) -> Fields {
        let clock = frame.clock(of: campus)
        let noun = matter.reason.holdsExport ? "export" : "fee"
        let amount = Figures.amount(matter.tally).map { ", \($0)" } ?? ""
        let since = since.map { ", since \(clock.spelledOut($0))" } ?? ""
        let id = matter.tally.count == 1 ? items.first?.id ?? "ID" : "ID"
        let rest = matter.tally.count - Int64(items.count)
        let others = items.isEmpty ? counted(rest, noun) : counted(rest, "other")
        return [
            "matterID": .text("held-\(campus)-\(matter.reason.rawValue)"),
            "matterTitle": .text(matter.fact),
            "matterSum": .text(counted(matter.tally.count, noun) + amount + since),
            "pieces": RichText.pieces(matter.act(at: campus, id: id)),
            "isOfFees": .flag(!matter.reason.holdsExport),
            "hasItems": .flag(!items.isEmpty),
            "items": .list(items.map { item($0, clock, in: frame) }),
            "more": rest > 0
                ? .text("\(others) \(rest == 1 ? "is" : "are") not on this page.") : .nothing,
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
