internal import BursarModel
internal import Declarations

/// A date reckoned from another: so many days later, or a day of the next month.
struct DateRule: Hashable, Sendable {
    enum Move: Hashable, Sendable {
        case days(Int)
        /// That day of the next month, or of the one after it where the day is past `unlessAfter`;
        /// a month without such a day has its last one.
        case dayOfNextMonth(Int, unlessAfter: Int?)
    }

    let source: FormatValue
    let move: Move?

    /// nil outside the years 1 to 9999.
    func date(from date: CalendarDate) -> CalendarDate? {
        switch move {
        case nil: return date
        case .days(let days): return date.adding(days: days)
        case .dayOfNextMonth(let day, let limit):
            let months = date.month - 1 + (limit.map { date.day > $0 ? 2 : 1 } ?? 1)
            let year = date.year + months / 12
            let month = months % 12 + 1
            return CalendarDate(
                year: year,
                month: month,
                day: min(day, CalendarDate.days(of: month, in: year))
            )
        }
    }

    static func read(from mapping: Mapping, findings: Findings) -> DateRule? {
        var reading = PartialReading()
        let source = mapping.required(string: "from")
        let days = reading.take(mapping.has("add_days")) { mapping.integer("add_days") }
        let day = reading.take(mapping.has("day_of_next_month")) {
            mapping.integer("day_of_next_month").flatMap { dayOfMonth($0, findings: findings) }
        }
        let limit = reading.take(mapping.has("unless_after")) {
            mapping.integer("unless_after").flatMap { dayOfMonth($0, findings: findings) }
        }
        mapping.finish()
        guard let source, reading.isSound,
            let value = FormatValue.read(source, findings: findings)
        else { return nil }
        guard value.kind == .day else {
            findings.error(
                "`\(quoted(source.value))` is no date",
                at: source.place,
                hint: "dates are fee.date, item.due_date, export.date and run.date"
            )
            return nil
        }
        if days != nil, day != nil {
            findings.error(
                "`add_days` and `day_of_next_month` exclude each other",
                at: mapping.place(of: "day_of_next_month"),
                hint: "keep one of them"
            )
            return nil
        }
        if let limit, day == nil {
            findings.error(
                "`unless_after` belongs to `day_of_next_month`",
                at: limit.place,
                hint: "add that, or leave it out"
            )
            return nil
        }
        if let days, !(-36_600...36_600).contains(days.value) {
            findings.error(
                "`add_days` is more than a century",
                at: days.place,
                hint: "write a number of days, such as 30"
            )
            return nil
        }
        let move =
            days.map { Move.days($0.value) }
            ?? day.map { Move.dayOfNextMonth($0.value, unlessAfter: limit?.value) }
        return DateRule(source: value, move: move)
    }

    private static func dayOfMonth(_ number: Placed<Int>, findings: Findings) -> Placed<Int>? {
        if (1...31).contains(number.value) { return number }
        findings.error(
            "no month has a day \(number.value)",
            at: number.place,
            hint: "write a day from 1 to 31; a shorter month has its last one"
        )
        return nil
    }
}
