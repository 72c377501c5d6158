import BursarModel
import Status

/// The fees of thirty days as small bars, with their meaning as a sentence.
///
/// One path holds all bars; a day on which an export was due and none came has a mark of its own
/// below the line.
struct Sparkline {
    private let days: [DayFigures]

    init(_ days: [DayFigures]) { self.days = days }

    var fields: Fields.Value {
        guard days.contains(where: { $0.read.count > 0 || Sparkline.isMissed($0, of: days) }) else {
            return .nothing
        }
        return .one([
            "viewBox": .text("0 0 \(days.count * 4 - 1) 26"),
            "bars": .text(bars),
            "missed": missed.isEmpty ? .nothing : .text(missed),
            "meaning": .text(meaning),
        ])
    }

    private var bars: String {
        let highest = max(days.map(\.read.count).max() ?? 0, 1)
        return days.enumerated().filter { $1.read.count > 0 }.map { index, day in
            let height = max(1, Int((Double(day.read.count) / Double(highest) * 20).rounded()))
            return "M\(index * 4) 20v-\(height)h3v\(height)z"
        }.joined()
    }

    private var missed: String {
        days.enumerated().filter { Sparkline.isMissed($1, of: days) }.map { index, _ in
            "M\(index * 4 - 1) 26l2.5-5l2.5 5z"
        }.joined()
    }

    /// A due day without an export; the newest day is not over yet.
    static func isMissed(_ day: DayFigures, of days: [DayFigures]) -> Bool {
        day.wasDue && day.exports == 0 && day.heldExports == 0 && day.day != days.last?.day
    }

    var meaning: String {
        guard let first = days.first?.day, let last = days.last?.day else { return "" }
        let sum = days.reduce(Int64(0)) { $0.addingClamped($1.read.count) }
        var text =
            "Fees read from \(Sparkline.name(first)) to \(Sparkline.name(last)): "
            + counted(sum, "fee")
        if let most = days.max(by: { $0.read.count < $1.read.count }), most.read.count > 0 {
            text += ", most on \(Sparkline.name(most.day)) with \(Figures.count(most.read.count))"
        }
        let missed = days.filter { Sparkline.isMissed($0, of: days) }.map(\.day)
        if missed.isEmpty { return text + "." }
        let named = missed.prefix(3).map(Sparkline.name)
        let rest = missed.count > 3 ? [counted(Int64(missed.count - 3), "other day")] : []
        return text + "; none came though due on \(listed(named + rest))."
    }

    /// `22 November`.
    static func name(_ day: CalendarDate) -> String {
        "\(day.day) \(CampusClock.months[day.month - 1])"
    }
}

extension [DayFigures] {
    /// The days of several campuses as one: a day is missed only where it is for all of them.
    static func sum(of campuses: [[DayFigures]]) -> [DayFigures] {
        var sums: [CalendarDate: DayFigures] = [:]
        for day in campuses.joined() {
            var sum = sums[day.day] ?? DayFigures(day: day.day)
            sum.exports = sum.exports.addingClamped(day.exports)
            sum.read = sum.read.addingClamped(day.read)
            sum.written = sum.written.addingClamped(day.written)
            sum.heldExports = sum.heldExports.addingClamped(day.heldExports)
            sum.wasDue = sum.wasDue || day.wasDue
            sums[day.day] = sum
        }
        return sums.values.sorted { $0.day < $1.day }
    }
}
