import BursarModel
import SFSFormat
import TestSupport
import Testing

/// The day on which Alma wrote an export, wherever it can be shown.
struct ExportDateTests {
    @Test func `a record, a header and a name show the day in any picture`() throws {
        var format = try Format(
            """
            format: test
            record: {kind: delimited, separator: "|"}
            header: [{value: export.date}, {date: {from: export.date, add_days: 30}, picture: MM/dd/yyyy}]
            fields: [{value: user.id}, {value: export.date, picture: yyyyMMdd}]
            files: [{name: "a-{export.date:yyMMdd}.txt", when: {sign: charge}}]
            """
        )
        #expect(format.compiled.files[0].namesExport && format.compiled.files[0].recordNamesExport)
        #expect(!format.compiled.files[0].showsExportNumber)
        #expect(try format.reason() == .missingValue)
        format.context.exportDate = CalendarDate(iso: "2026-11-18")
        #expect(
            try format.outputs([Fee()]) == [
                "a-261118.txt": "2026-11-18|12/18/2026\n900123456|20261118\n"
            ]
        )
    }

    @Test func `without an export a name cannot be made`() throws {
        let format = try Format(
            "format: test\nrecord: {kind: fixed}\nfields: [{value: user.id, width: 9}]\nfiles: [{name: \"a-{export.date}\", when: {sign: charge}}]"
        )
        #expect(throws: OutputNameError.missingValue) {
            try format.compiled.name(file: 0, context: format.context)
        }
    }
}
