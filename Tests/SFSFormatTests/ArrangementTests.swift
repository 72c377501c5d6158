import BursarModel
import SFSFormat
import TestSupport
import Testing

/// `group` and `sort`: the bytes that compare as records are to stand.
struct ArrangementTests {
    /// A format of one file, sorted so, with fees in the order in which their records stand.
    private func sorted(
        _ sort: String,
        _ fees: [Fee],
        campus: CampusVocabulary? = nil
    ) throws -> [Int64] {
        var format = try Format(
            fields: "  - {value: user.id, width: 20}",
            file: "when: {borrower: student}, sort: \(sort)",
            campus: campus
        )
        format.context.exportFile = "HUM-1.xml"
        format.context.exportDate = CalendarDate(iso: "2026-11-19")
        let keyed = try fees.map { fee in (fee.ordinal, try key(of: fee, in: format)) }
        return keyed.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    }

    private func key(of fee: Fee, in format: Format) throws -> [UInt8] {
        var buffer = RecordBuffer(reserving: 64)
        try format.compiled.appendSortKey(
            of: fee.texts,
            fee.facts(),
            file: 0,
            context: format.context,
            to: &buffer
        )
        return Array(buffer[0..<buffer.count])
    }

    @Test func `texts are compared by bytes, the shorter of two first`() throws {
        let fees = [
            Fee(id: "10", ordinal: 1), Fee(id: "1", ordinal: 2), Fee(id: "é", ordinal: 3),
            Fee(id: "", ordinal: 4), Fee(id: "A", ordinal: 5), Fee(id: "a", ordinal: 6),
        ]
        #expect(try sorted("user.id", fees) == [4, 2, 1, 5, 6, 3])
        #expect(
            try sorted("{by: user.id, order: descending}", fees) == [3, 6, 5, 1, 2, 4]
        )
    }

    @Test func `numbers and days are compared by value`() throws {
        let fees = [
            Fee(date: "11/20/2026 00:00:00", sum: "9", ordinal: 1),
            Fee(date: "02/01/2027 00:00:00", sum: "10", ordinal: 2),
            Fee(date: "12/31/1969 00:00:00", sum: "-11.5", ordinal: 10),
        ]
        #expect(try sorted("amount.signed", fees) == [10, 1, 2])
        #expect(try sorted("amount.as_exported", fees) == [10, 1, 2])
        #expect(try sorted("amount.cents", fees) == [1, 2, 10])
        #expect(try sorted("fee.date", fees) == [10, 1, 2])
        #expect(try sorted("[{by: fee.ordinal, order: descending}]", fees) == [10, 2, 1])
        #expect(try sorted("[sign, amount.absolute]", fees) == [1, 2, 10])
    }

    @Test func `a day that is not there stands before all others`() throws {
        let fees = [
            Fee(dueDate: "01/01/1990", ordinal: 1), Fee(dueDate: "", ordinal: 2),
        ]
        #expect(try sorted("item.due_date", fees) == [2, 1])
    }

    @Test func `the first key that differs decides`() throws {
        let fees = [
            Fee(id: "1", library: "B", sum: "3", ordinal: 1),
            Fee(id: "1", library: "A", sum: "1", ordinal: 2),
            Fee(id: "0", library: "B", sum: "2", ordinal: 3),
        ]
        #expect(
            try sorted("[fee.library, {by: amount.absolute, order: descending}]", fees) == [
                2, 1, 3,
            ]
        )
        #expect(try sorted("[user.id, fee.library]", fees) == [3, 2, 1])
    }

    @Test func `lookups, terms and the export sort too`() throws {
        let fees = [
            Fee(type: "OVERDUEFINE", ordinal: 1), Fee(type: "LIBRARYCARDREPLACEMENT", ordinal: 2),
        ]
        #expect(try sorted("[term, export.file, export.date, lookup.item_type]", fees) == [2, 1])
    }

    @Test(arguments: [
        ("lookup.item_type", Fee(type: "LOCKERKEY"), HoldReason.noItemType),
        ("term", Fee(date: "01/01/2020 00:00:00"), .noTerm),
        ("item.due_date", Fee(dueDate: "soon"), .badDate),
        ("export.number", Fee(), .missingValue),
    ])
    func `a fee that cannot be put in order is held`(
        _ value: String,
        _ fee: Fee,
        _ reason: HoldReason
    ) throws {
        #expect(throws: reason) { try sorted(value, [fee]) }
    }

    @Test func `a group is of one borrower and one sign`() throws {
        let format = try Format(
            fields: "  - {value: user.id, width: 9}\n  - {value: amount.signed, width: 9}",
            file: "group: user"
        )
        func key(_ fee: Fee) throws -> [UInt8] {
            var buffer = RecordBuffer(reserving: 64)
            format.compiled.appendGroupKey(of: fee.texts, try fee.facts(), file: 0, to: &buffer)
            return Array(buffer[0..<buffer.count])
        }
        let one = try key(Fee(id: "1"))
        #expect(try key(Fee(id: "1", name: "Other", type: "X", library: "Y")) == one)
        #expect(try key(Fee(id: "1", sum: "-12.5")) != one)
        #expect(try key(Fee(id: "10")) != one)
        #expect(try key(Fee(id: "01")) != one)
    }

    @Test func `a group by type is of one type too`() throws {
        let format = try Format(
            fields: "  - {value: fee.type, width: 20}\n  - {value: amount.signed, width: 9}",
            file: "group: user+fee.type"
        )
        func key(_ id: String, _ type: String) throws -> [UInt8] {
            let fee = Fee(id: id, type: type)
            var buffer = RecordBuffer(reserving: 64)
            format.compiled.appendGroupKey(of: fee.texts, try fee.facts(), file: 0, to: &buffer)
            return Array(buffer[0..<buffer.count])
        }
        #expect(try key("1", "A") == key("1", "A"))
        #expect(try key("1", "A") != key("1", "B"))
        #expect(try key("1", "2A") != key("12", "A"))
    }

    @Test func `what a record can ask for is what is kept of a fee`() throws {
        let format = try Format(
            """
            format: test
            record: {kind: delimited}
            fields:
              - {value: user.id}
              - {text: "{item.title} {lookup.item_type}"}
              - {choose: [{when: {fee.library: [MAIN]}, literal: M}, {literal: N}]}
              - {date: {from: item.due_date, add_days: 3}}
              - {value: amount.signed}
            files: [{name: a, sort: user.name}]
            """
        )
        let arrangement = try #require(format.compiled.files[0].arrangement)
        #expect(
            Set(arrangement.texts) == [.userValue, .itemTitle, .feeType, .libraryCode, .dueDate]
        )
        #expect(!arrangement.isGrouped)
    }

    @Test func `a record of a group shows how many fees it stands for`() throws {
        let format = try Format(
            fields:
                "  - {value: amount.signed, width: 8}\n  - {value: group.count, width: 3, fill: \"0\"}",
            file: "group: user"
        )
        var buffer = RecordBuffer(reserving: 64)
        _ = try format.compiled.appendRecord(
            of: Fee().texts,
            Fee(sum: "1234.5").facts(),
            file: 0,
            context: format.context,
            lineNumber: 1,
            groupCount: 12,
            to: &buffer
        )
        #expect(String(decoding: buffer[0..<buffer.count], as: UTF8.self) == " 1234.50012\n")
        let plain = try Format(
            fields: "  - {value: group.count, width: 3}",
            file: "when: {sign: charge}"
        )
        #expect(try plain.record() == "  1")
    }

    @Test func `a file without group and sort is as it was`() throws {
        let format = try Format(
            fields: "  - {value: user.id, width: 9}",
            file: "when: {sign: charge}, group: none"
        )
        #expect(format.compiled.files[0].arrangement == nil)
    }
}
