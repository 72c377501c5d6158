public import BursarModel
import Status

extension Pages {
    /// All that is held, by campus and reason, each with what to do.
    public static func held(_ items: [HeldItem], in frame: PageFrame) -> String {
        let campuses = Dictionary(grouping: items, by: \.campus).sorted { $0.key < $1.key }
        return Page(
            template: .held,
            headline: headline(of: items, campuses: campuses.count),
            subject: "Held · BursarHub",
            line: [(frame.clock.spelledOut(frame.asOf), nil)],
            content: [
                "isNothing": .flag(items.isEmpty),
                "campuses": .list(
                    campuses.map { campus, items in
                        [
                            "groupID": .text("held-\(campus)"),
                            "groupName": .text(frame.name(of: campus)),
                            "groupTarget": .text(Links.campus(campus)),
                            "matters": .list(HeldPart.matters(items, at: campus, in: frame)),
                        ]
                    }
                ),
            ]
        ).document(in: frame)
    }

    private static func headline(of items: [HeldItem], campuses: Int) -> String {
        guard !items.isEmpty else { return "Nothing is held" }
        let fees = Int64(items.count { $0.kind == .fee })
        let exports = Int64(items.count) - fees
        let parts = [(fees, "fee"), (exports, "export")].filter { $0.0 > 0 }
            .map { counted($0, $1) }
        let verb = items.count == 1 ? "waits" : "wait"
        let place = campuses > 1 ? " at \(Headline.campuses(campuses))" : ""
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
            crumbs: [.init(name, to: Links.campus(item.campus)), .init("Held", to: "/held")],
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
