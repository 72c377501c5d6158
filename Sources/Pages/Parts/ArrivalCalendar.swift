import BursarModel
import Status

/// The days of a month as weeks: what came on each, and where something due did not come.
///
/// Trouble is told by a shape and a word; a colour only follows them.
struct ArrivalCalendar {
    private let days: [DayFigures]

    init(_ days: [DayFigures]) { self.days = days.sorted { $0.day < $1.day } }

    var fields: Fields.Value {
        guard let first = days.first?.day, let last = days.last?.day else { return .nothing }
        return .one([
            "from": .text(CampusClock.day(first)),
            "to": .text(CampusClock.day(last)),
            "weekdays": .list(
                ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map { ["weekday": .text($0)] }
            ),
            "weeks": .list(weeks(first, last)),
        ])
    }

    private func weeks(_ first: CalendarDate, _ last: CalendarDate) -> [Fields] {
        let known = Dictionary(days.map { ($0.day.daysSince1970, $0) }) { first, _ in first }
        let monday = first.daysSince1970 - (first.weekday - 1)
        return stride(from: monday, through: last.daysSince1970, by: 7).map { start in
            ["cells": .list((start..<start + 7).map { cell(known[$0], first) })]
        }
    }

    private func cell(_ day: DayFigures?, _ first: CalendarDate) -> Fields {
        guard let day else { return ["isDay": .flag(false)] }
        let month = CampusClock.months[day.day.month - 1]
        let beginsMonth = day.day == first || day.day.day == 1
        let word = word(for: day)
        return [
            "isDay": .flag(true),
            "isToday": .flag(day.day == days.last?.day),
            "number": .text(String(day.day.day)),
            "month": .text(String(beginsMonth ? String(month.prefix(3)) : month)),
            "beginsMonth": .flag(beginsMonth),
            "fees": day.exports > 0 ? .text(Figures.count(day.read.count)) : .nothing,
            "feesNoun": .text(day.read.count == 1 ? "fee" : "fees"),
            "trouble": .text(word?.tone), "troubleShape": .text(word?.shape),
            "troubleWord": .text(word?.word),
        ]
    }

    private func word(for day: DayFigures) -> (tone: String, shape: String, word: String)? {
        if day.heldExports > 0 { return ("attention", "◆", "held") }
        if Sparkline.isMissed(day, of: days) { return ("failed", "▲", "none") }
        if day.wasDue, day.exports == 0 { return ("quiet", "○", "due") }
        return nil
    }
}
