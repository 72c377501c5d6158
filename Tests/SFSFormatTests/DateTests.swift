import BursarModel
import SFSFormat
import Testing

struct DateTests {
    private func date(_ field: String, _ fee: Fee = Fee()) throws -> String {
        try Format(fields: "  - {\(field)}", record: "{kind: delimited}").record(fee)
    }

    @Test(arguments: [
        ("value: fee.date", "2026-03-07"), ("value: fee.date, picture: MM/dd/yyyy", "03/07/2026"),
        ("value: fee.date, picture: M/d/yy", "3/7/26"),
        ("value: fee.date, picture: yyyyMMdd", "20260307"),
        ("value: run.date, picture: ddMMyyyy", "20112026"),
        ("value: run.time", "180509"), ("value: run.time, picture: \"HH:mm\"", "18:05"),
        ("text: \"{fee.date:dd.MM.yy}\"", "07.03.26"), ("value: item.due_date", ""),
    ])
    func `a date is shown as its picture says`(field: String, expected: String) throws {
        #expect(try date(field, Fee(date: "03/07/2026 10:00:00")) == expected)
    }

    @Test(arguments: [
        ("add_days: 30", "12/20/2026 10:00:00", "2027-01-19"),
        ("add_days: -1", "03/01/2028 10:00:00", "2028-02-29"),
        ("day_of_next_month: 25", "11/30/2026 10:00:00", "2026-12-25"),
        ("day_of_next_month: 25, unless_after: 25", "11/25/2026 10:00:00", "2026-12-25"),
        ("day_of_next_month: 25, unless_after: 25", "11/26/2026 10:00:00", "2027-01-25"),
        ("day_of_next_month: 25, unless_after: 25", "12/26/2026 10:00:00", "2027-02-25"),
        ("day_of_next_month: 31", "01/15/2027 10:00:00", "2027-02-28"),
    ])
    func `a date is reckoned from another`(
        move: String,
        from: String,
        expected: String
    ) throws {
        #expect(try date("date: {from: fee.date, \(move)}", Fee(date: from)) == expected)
    }

    @Test func `a due date that Alma wrote is read like any other`() throws {
        #expect(
            try date("value: item.due_date", Fee(dueDate: "02/28/2027 23:59:00")) == "2027-02-28"
        )
        let format = try Format(
            fields: "  - {value: item.due_date}",
            record: "{kind: delimited}"
        )
        #expect(try format.reason(Fee(dueDate: "02/30/2027 10:00:00")) == .badDate)
    }

    @Test func `a date beyond the calendar holds the fee`() throws {
        let format = try Format(
            fields: "  - {date: {from: fee.date, add_days: 1}}",
            record: "{kind: delimited}"
        )
        #expect(try format.reason(Fee(date: "12/31/9999 10:00:00")) == .badDate)
    }
}
