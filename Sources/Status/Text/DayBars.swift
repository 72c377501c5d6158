import BursarModel

/// What came on each of a campus's last days, as a line of small bars.
struct DayBars {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private let days: [DayFigures]
    private let most: Int64

    init(_ days: [DayFigures]) {
        self.days = days
        most = days.map(\.read.count).max() ?? 0
    }

    /// The bars, and below them their days and what the signs mean that occur.
    func lines(in style: TerminalStyle) -> [String] {
        guard let first = days.first, let last = days.last else { return [] }
        var words = [
            "\(DayBars.brief(first.day)) to \(DayBars.brief(last.day))",
            most > 0 ? "at most \(counted(most, "fee")) a day" : "no fees",
        ]
        if days.contains(where: { $0.heldExports > 0 }) { words.append("◆ an export is held") }
        if days.contains(where: \.isMissed) { words.append("× due, and nothing came") }
        let signs = days.map { day in
            style.show(String(sign(for: day)), day.heldExports > 0 ? .attention : nil)
        }
        return ["Days".padded(to: 15) + signs.joined()]
            + TextWidth.wrap(words.joined(separator: " · "), indent: TextReport.factIndent).map {
                style.show($0, .faint)
            }
    }

    private func sign(for day: DayFigures) -> Character {
        if day.heldExports > 0 { return "◆" }
        if day.isMissed { return "×" }
        guard day.read.count > 0, most > 0 else { return day.exports > 0 ? "▁" : "·" }
        // The least is one eighth, the most all eight; a fraction of so few fits any number.
        let share = Double(day.read.count) / Double(most)
        let index = Int((share * Double(DayBars.bars.count)).rounded(.up)) - 1
        return DayBars.bars[min(max(index, 0), DayBars.bars.count - 1)]
    }

    /// `24 Oct`: without the year, which the report's own date has.
    private static func brief(_ day: CalendarDate) -> String {
        CampusClock.day(day).split(separator: " ").dropFirst().prefix(2)
            .enumerated().map { String($0.offset == 0 ? $0.element : $0.element.prefix(3)) }
            .joined(separator: " ")
    }
}

extension DayFigures {
    fileprivate var isMissed: Bool { wasDue && exports == 0 && heldExports == 0 }
}
