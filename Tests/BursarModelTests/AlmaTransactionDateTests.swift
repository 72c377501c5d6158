import BursarModel
import Testing

/// `lastTransactionDate`, as it stands in exports.
struct AlmaTransactionDateTests {
    @Test(arguments: [
        "11/20/2026 18:03:59 PST", "11/20/2026 00:00:00 IST", "11/20/2026 23:59:59 EDT",
        "11/20/2026 18:03:59", "11/20/2026", "11/20/2026 18:03:59 Z", "11/20/2026 18:03:59 gmt",
    ])
    func `the day is taken as printed, whatever the zone`(text: String) throws {
        #expect(try date(of: text).iso == "2026-11-20")
    }

    @Test(arguments: [
        "02/29/2026", "13/01/2026 00:00:00 PST", "20/11/2026", "00/11/2026", "11/00/2026",
        "04/31/2026", "01/01/0000",
    ])
    func `a day that there is not is no other day`(text: String) {
        #expect(throws: HoldReason.badDate) { try date(of: text) }
    }

    @Test(arguments: [
        "", "2026-02-03", "2/3/2026", "11/20/26", "11-20-2026", "11/20/2026T18:03:59",
        "11/20/2026 18:03", "11/20/2026 18:03:5", "11/20/2026 18:03:59 ", "11/20/2026 18-03-59",
        "11/20/2026 1a:03:59", "11/20/2026 18:03:59 P5T", "11/20/2026 18:03:59 +0100",
        "11/20/2026 18:03:59  PST", "11/20/2026 18:03:59 PACIFICTIME", "11/20/2026x",
        " 11/20/2026", "11/20/2026 18:03:59 PST x", "１1/20/2026", "aa/bb/cccc", "11/20/20 6",
    ])
    func `any other shape is no date`(text: String) {
        #expect(throws: HoldReason.badDate) { try date(of: text) }
    }

    @Test(arguments: [("01/01/0001", "0001-01-01"), ("12/31/9999 00:00:00 PST", "9999-12-31")])
    func `a year that no fee has is a day all the same`(text: String, iso: String) throws {
        // Whether a fee can be of that year is for the judge, who knows the run's date.
        #expect(try date(of: text).iso == iso)
    }

    private func date(of text: String) throws -> CalendarDate {
        let bytes = Array(text.utf8)
        return try CalendarDate(almaTransaction: bytes.span)
    }
}
