public import BursarModel

/// One picture of a status that is shown again and again, as large as a window.
public struct WatchFrame: Sendable {
    /// Why there are no newer figures.
    public struct Trouble: Sendable, Hashable {
        public var message: String
        public var since: Timestamp

        public init(message: String, since: Timestamp) {
            self.message = message
            self.since = since
        }
    }

    private let report: StatusReport
    private let trouble: Trouble?
    private let seconds: Int64
    private let style: TerminalStyle

    public init(
        _ report: StatusReport,
        trouble: Trouble?,
        every seconds: Int64,
        style: TerminalStyle
    ) {
        self.report = report
        self.trouble = trouble
        self.seconds = seconds
        self.style = style
    }

    /// At most so many lines of so many columns; the last says how to leave.
    public func lines(rows: Int, columns: Int) -> [String] {
        let clock = CampusClock.common(to: report.campuses.map(\.timeZone))
        let warning = trouble.map { trouble in
            let words =
                "▲ No newer figures since \(clock.toTheSecond(trouble.since)): "
                + Printable.escaped(trouble.message)
            return [style.show(TextWidth.cut(words, to: columns), .failed), ""]
        }
        let body = TextReport.status(report, style: style).split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).dropLast().map(String.init)
        let last =
            "Read at \(clock.toTheSecond(report.asOf)), and every \(counted(seconds, "second")) · "
            + "q ends"
        let foot = ["", style.show(TextWidth.cut(last, to: columns), .faint)]
        let room = max(0, rows - foot.count)
        let all = (warning ?? []) + body
        guard all.count > room else { return clipped(all + foot, to: rows, columns) }
        let hidden = counted(Int64(all.count - max(0, room - 1)), "more line")
        let more = style.show("… \(hidden); a taller window shows them", .faint)
        return clipped(all.prefix(max(0, room - 1)) + [more] + foot.dropFirst(), to: rows, columns)
    }

    private func clipped(_ lines: [String], to rows: Int, _ columns: Int) -> [String] {
        lines.suffix(rows).map { TextWidth.clip($0, to: columns) }
    }
}

extension CampusClock {
    /// `18:10:05`.
    func toTheSecond(_ moment: Timestamp) -> String {
        guard let local = local(moment) else { return moment.rfc3339 }
        return "\(time(moment)):\(local.second < 10 ? "0" : "")\(local.second)"
    }
}

extension TextWidth {
    /// The first columns of a line, whose colours take no room and end with it.
    static func clip(_ line: String, to columns: Int) -> String {
        var kept = ""
        var used = 0
        var isColour = false
        var isColoured = false
        for character in line {
            if character == "\u{1B}" { isColour = true }
            if isColour {
                kept.append(character)
                isColoured = true
                if character == "m" { isColour = false }
                continue
            }
            used += of(String(character))
            guard used <= columns else { return isColoured ? kept + "\u{1B}[0m" : kept }
            kept.append(character)
        }
        return kept
    }
}
