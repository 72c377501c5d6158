import BursarModel
import SFSFormat
import Testing

struct NameTests {
    private func format(_ name: String) throws -> Format {
        try Format(
            """
            format: names
            record: {kind: delimited}
            fields: [{name: A, value: user.id}]
            files: [{name: "\(name)", when: {sign: charge}}]
            """
        )
    }

    @Test(arguments: [
        ("plain.csv", "plain.csv"), ("{campus.key}-{run.date:yyMMdd}.dat", "humboldt-261120.dat"),
        ("x_{run.sequence:000}_{run.time}.txt", "x_001_180509.txt"),
        ("x_{run.date:yyyyMMdd}_{file.sequence:000}.dat", "x_20261120_012.dat"),
        ("{export.number}.csv", "198136520000121.csv"), ("{export.job_id}", "12345678"),
        ("{campus.credit_item_type}{{a}}", "820000206129{a}"), ("été.csv", "été.csv"),
    ])
    func `a name is put together from its places`(template: String, expected: String) throws {
        var format = try format(template)
        format.context.exportNumber = "198136520000121"
        format.context.jobID = "12345678"
        format.context.fileSequence = 12
        #expect(try format.compiled.name(file: 0, context: format.context) == expected)
    }

    @Test(arguments: ["..", "../x", "a/b", "a b", "x\u{202E}", "é", "$(id)", "a\nb"])
    func `what an export says never becomes a path`(number: String) throws {
        var format = try format("{export.number}.csv")
        format.context.exportNumber = number
        #expect(throws: OutputNameError.unsafe) {
            try format.compiled.name(file: 0, context: format.context)
        }
    }

    @Test func `a name that is too long or lacks a value is refused`() throws {
        var format = try format("x{export.number}")
        #expect(throws: OutputNameError.missingValue) {
            try format.compiled.name(file: 0, context: format.context)
        }
        format.context.exportNumber = String(repeating: "1", count: 200)
        #expect(throws: OutputNameError.tooLong) {
            try format.compiled.name(file: 0, context: format.context)
        }
    }

    @Test func `a file says what of the run and the export it shows`() throws {
        let plain = try format("a.csv").compiled
        #expect(!plain.files[0].namesExport && !plain.usesRunSequence)
        #expect(plain.files[0].exists == .wait && plain.files[0].empty == .none)
        let counted = try format("a{run.sequence}.csv").compiled
        #expect(counted.usesRunSequence && counted.files[0].nameUsesRunSequence)
        #expect(!counted.files[0].usesFileSequence)
        let countedApart = try format("a{file.sequence}.csv").compiled
        #expect(countedApart.files[0].usesFileSequence && !countedApart.usesRunSequence)
        #expect(try format("a{export.number}.csv").compiled.files[0].namesExport)
        let inRecords = try Format(
            fields: "  - {name: A, value: export.number}",
            record: "{kind: delimited}"
        ).compiled.files[0]
        #expect(inRecords.recordNamesExport && !inRecords.namesExport)
        let shown = try Format(
            """
            format: names
            record: {kind: delimited}
            header: [{value: export.number}, {value: run.sequence}]
            fields: [{name: A, value: user.id}]
            files: [{name: a.csv, when: {sign: charge}, empty: header}]
            """
        ).compiled
        #expect(shown.files[0].namesExport && shown.files[0].headerLength == nil)
        #expect(shown.usesRunSequence && !shown.files[0].nameUsesRunSequence)
        #expect(shown.files[0].exists == .wait && shown.files[0].empty == .header)
        let replacing = try Format(
            """
            format: names
            record: {kind: delimited}
            fields: [{name: A, value: user.id}]
            files: [{name: a.csv, when: {sign: charge}, exists: replace}]
            """
        ).compiled
        #expect(replacing.files[0].exists == .replace)
    }
}
