public import BursarModel

extension TextReport {
    /// The outputs of campuses, with the count and total that a clerk types, where each file is,
    /// when it was delivered and collected, and its SHA-256.
    public static func outputs(
        _ outputs: [OutputSummary],
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let loadable = outputs.count { $0.state == .published }
        let number = Int64(outputs.count)
        let headline = Headline(
            outputs.isEmpty
                ? "No outputs" : "\(counted(number, "output")), \(loadable) delivered",
            isDemo: isDemo
        )
        let groups = Dictionary(grouping: outputs, by: \.campus)
        return joined(
            [head(headline, [], in: style)]
                + groups.keys.sorted().map { campus in
                    [heading(labels.name(of: campus), in: style)]
                        + (groups[campus] ?? []).flatMap {
                            lines(of: $0, labels.clock(of: campus), in: style)
                        }
                }
        )
    }

    /// One output, in lines that say all that is known of it.
    static func lines(
        of output: OutputSummary,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        let standing = output.standing
        let state = style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
        let notes = [output.feesNote, output.totalNote].compactMap(\.self)
        let note = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
        let figures =
            "count \(Figures.count(output.records)) · total \(Figures.dollars(output.totalCents))"
        var facts = ["\(figures)\(note)"]
        if output.kind == .other { facts.append("for another office") }
        if let note = output.originNote { facts.append(note) }
        if !output.settingsInWords.isEmpty { facts.append(output.settingsInWords) }
        var times = [output.publishedAt.map { "delivered \(clock.spelledOut($0))" }]
        if output.state == .published {
            times.append(
                output.collectedAt.map { "collected \(clock.spelledOut($0))" }
                    ?? "not collected yet"
            )
        }
        let id = Printable.escaped(output.id)
        return ["\(state)  \(Printable.escaped(output.name))  \(style.show(id, .faint))"]
            + TextWidth.wrap(facts.joined(separator: " · "), indent: "  ")
            + ["  \(Printable.escaped(output.path))"]
            + TextWidth.wrap(times.compactMap(\.self).joined(separator: " · "), indent: "  ")
            + (output.sha256.map { [style.show("  sha256 \(Printable.escaped($0))", .faint)] } ?? [])
    }
}

extension OutputSummary {
    var standing: Standing {
        switch state {
        case .published: Standing(tone: .good, word: "Delivered")
        case .planned: Standing(tone: .quiet, word: "Planned")
        case .staged: Standing(tone: .quiet, word: "Staged")
        case .waiting: Standing(tone: .attention, word: "Waiting")
        case .inDoubt: Standing(tone: .attention, word: "In doubt")
        case .recalling: Standing(tone: .attention, word: "Being recalled")
        case .void: Standing(tone: .quiet, word: "Void")
        }
    }
}
