public import BursarModel
import Status

extension Pages {
    /// What is held, by campus and reason, each with what to do.
    ///
    /// The counts tell of all that waits, the items are a page of it. The first page names every
    /// matter, a later one those that its items are of. `next` is the path of the page behind it.
    public static func held(
        _ items: [HeldItem],
        of counts: [CampusKey: [HeldCount]],
        isFirst: Bool = true,
        next: String? = nil,
        in frame: PageFrame
    ) -> String {
        let lists = Dictionary(grouping: items, by: \.campus)
        let campuses = counts.sorted { $0.key < $1.key }.map { campus, counts in
            let reasons = Set((lists[campus] ?? []).map(\.reason))
            return (campus, counts.filter { isFirst || reasons.contains($0.reason) })
        }.filter { !$1.isEmpty }
        return Page(
            template: .held,
            headline: headline(of: counts),
            subject: "Held · BursarHub",
            line: [(frame.clock.spelledOut(frame.asOf), nil)],
            content: [
                "isNothing": .flag(counts.isEmpty),
                "campuses": .list(
                    campuses.map { campus, counts in
                        [
                            "groupID": .text("held-\(campus)"),
                            "groupName": .text(frame.name(of: campus)),
                            "groupTarget": .text(Links.campus(campus)),
                            "matters": .list(
                                HeldPart.matters(
                                    counts,
                                    listing: lists[campus] ?? [],
                                    at: campus,
                                    in: frame
                                )
                            ),
                        ]
                    }
                ),
                "nextTarget": .text(next),
            ]
        ).document(in: frame)
    }

    private static func headline(of counts: [CampusKey: [HeldCount]]) -> String {
        guard !counts.isEmpty else { return "Nothing is held" }
        func sum(_ isOfExports: Bool) -> Int64 {
            counts.values.joined().filter { $0.reason.holdsExport == isOfExports }
                .reduce(0) { $0.addingClamped($1.tally.count) }
        }
        let (fees, exports) = (sum(false), sum(true))
        let parts = [(fees, "fee"), (exports, "export")].filter { $0.0 > 0 }
            .map { counted($0, $1) }
        let verb = fees.addingClamped(exports) == 1 ? "waits" : "wait"
        let place = counts.count > 1 ? " at \(Headline.campuses(counts.count))" : ""
        return "\(listed(parts)) \(verb) for a person\(place)"
    }

    /// One held fee or export, with the command that settles it.
    public static func heldItem(_ detail: HeldDetail, in frame: PageFrame) -> String {
        let item = detail.item
        let name = frame.name(of: item.campus)
        let view = HeldItemView(detail, frame)
        return Page(
            template: .heldItem,
            headline: "\(name): \(view.headline)",
            subject: "Held \(item.id) · BursarHub",
            line: [(item.message.asSentence, nil)],
            crumbs: [
                .init(name, to: Links.campus(item.campus)),
                .init("Held", to: frame.path(to: "/held")),
            ],
            content: [
                "pieces": RichText.pieces(view.act),
                "hasAct": .flag(!view.act.isEmpty),
                "isOpen": .flag(detail.state == .open),
                "facts": view.facts,
                "hasVersions": .flag(!detail.versions.isEmpty),
                "versions": .list(view.versions),
                "comparison": view.comparison,
            ]
        ).document(in: frame)
    }
}
