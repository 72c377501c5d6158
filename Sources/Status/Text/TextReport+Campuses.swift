public import BursarModel

extension TextReport {
    /// The registry: one line per campus.
    public static func campuses(
        _ campuses: [RegisteredCampus],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        var table = TextTable([
            .text("Key", limit: 31), .text("State", limit: 9), .text("Layout", limit: 11),
            .number("Rev"), .text("Exports", limit: 24), .text("Name", limit: 64),
        ])
        for campus in campuses.sorted(by: { $0.campus < $1.campus }) {
            table.add([
                TextTable.Cell(campus.campus.text), TextTable.Cell(campus.state.rawValue),
                TextTable.Cell(campus.layoutConfirmed ? "confirmed" : "unconfirmed"),
                TextTable.Cell(String(campus.revision)),
                TextTable.Cell(
                    campus.exports.map { Printable.escaped($0.code) }.joined(separator: ", ")
                ),
                TextTable.Cell(Printable.escaped(campus.name)),
            ])
            if let pause = campus.pause {
                table.addNote(pause.words(by: CampusClock(campus.timeZone)))
            }
        }
        return joined([
            head(Headline(sentence(on: campuses), isDemo: isDemo), [], in: style),
            campuses.isEmpty ? [] : table.lines(in: style),
        ])
    }

    /// One campus of the registry, with its profiles and places.
    public static func campus(
        _ campus: RegisteredCampus,
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let layout = campus.layoutConfirmed ? "layout confirmed" : "layout unconfirmed"
        let profiles = campus.exports.map { profile in
            let fields = [
                ("Schedule", profile.schedule), ("Format", profile.format),
                ("Location", profile.location),
            ]
            return [heading(Printable.escaped(profile.code), in: style)]
                + fields.map { "  \(label($0))\(Printable.escaped($1))" }
        }
        let facts = "\(campus.campus) · \(campus.state.rawValue) · \(layout) · revision "
        let top = head(
            Headline(Printable.escaped(campus.name), isDemo: isDemo),
            [facts + String(campus.revision)]
                + (campus.pause.map { [$0.words(by: CampusClock(campus.timeZone))] } ?? []),
            in: style
        )
        let outbox = "  \(label("Outbox"))\(Printable.escaped(campus.outbox))"
        return joined([top] + profiles + [[outbox]])
    }

    private static func label(_ name: String) -> String {
        name + String(repeating: " ", count: max(0, 10 - name.count))
    }

    /// `23 campuses: 4 live, 19 on trial`.
    private static func sentence(on campuses: [RegisteredCampus]) -> String {
        guard !campuses.isEmpty else { return "No campus is registered yet" }
        let states: [CampusState] = [.live, .trial, .planned, .paused, .retired]
        let parts = states.compactMap { state -> String? in
            let number = campuses.count { $0.state == state }
            guard number > 0 else { return nil }
            return "\(number) \(state == .trial ? "on trial" : state.rawValue)"
        }
        let number = counted(Int64(campuses.count), "campus", "campuses")
        return "\(number): \(parts.joined(separator: ", "))"
    }
}
