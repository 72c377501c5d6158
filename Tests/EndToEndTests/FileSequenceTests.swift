import TestSupport
import Testing

/// `file.sequence`: the number of an output among those of its own file on a business day.
@Suite struct FileSequenceTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    private func onboard(_ format: String) throws {
        #expect(
            try site.onboard(
                [CampusDeclaration("humboldt").with(\.format, "counted")],
                formats: ["counted": format]
            ).exit == 0
        )
    }

    /// Charges, credits, and a list for the library, each with its number in name, header and
    /// records; the headers of all show the run's number too.
    private static let counted = """
        format: counted
        title: Files with the number of the day, for tests
        source: made up
        record: {kind: delimited, separator: "|"}
        header: [{literal: BATCH}, {value: file.sequence, picture: "0000"}, {value: run.sequence}]
        fields: [{name: ID, value: user.id}, {name: BATCH, value: file.sequence}]
        files:
          - {name: "NSLIB_{run.date:yyyyMMdd}_{file.sequence:000}.dat", when: {borrower: student, sign: charge}}
          - {name: "NSCRE_{run.date:yyyyMMdd}_{file.sequence:000}.dat", when: {borrower: student, sign: credit}}
          - {name: "list_{run.date:yyyyMMdd}_{file.sequence:000}.csv", kind: other, when: {borrower: other}}

        """

    private static func charge(_ id: Int) -> ExportBuilder.Fee {
        .init("900000001", "OVERDUEFINE", "1.5", id: "\(id)")
    }

    private static func credit(_ id: Int) -> ExportBuilder.Fee {
        .init("900000002", "CREDIT", "-2.5", id: "\(id)")
    }

    private static func listed(_ id: Int) -> ExportBuilder.Fee {
        .init("U77", "OVERDUEFINE", "3.5", id: "\(id)")
    }

    private static func export(_ job: Int, _ fees: ExportBuilder.Fee...) -> ExportBuilder {
        ExportBuilder("HUMBOLDTBURSAR", job: job, fees)
    }

    private static func all(_ job: Int) -> ExportBuilder {
        export(job, charge(job * 10 + 1), credit(job * 10 + 2), listed(job * 10 + 3))
    }

    /// What an output with one record holds.
    private static func batch(_ file: Int, run: Int, _ user: String) -> String {
        "BATCH|000\(file)|\(run)\n\(user)|\(file)\n"
    }

    private static let firstEvening = [
        "NSLIB_20261120_001.dat": batch(1, run: 1, "900000001"),
        "NSCRE_20261120_001.dat": batch(1, run: 2, "900000002"),
        "list_20261120_001.csv": batch(1, run: 3, "U77"),
    ]

    private static let secondEvening = [
        "NSLIB_20261120_002.dat": batch(2, run: 4, "900000001"),
        "NSCRE_20261120_002.dat": batch(2, run: 5, "900000002"),
        "list_20261120_002.csv": batch(2, run: 6, "U77"),
    ]

    @discardableResult
    private func run(_ export: ExportBuilder, day: String = HubSite.runDate) throws -> [String:
        String]
    {
        try site.put(export, at: "humboldt")
        _ = try site.run(onDay: day)
        return try site.collect(from: "humboldt")
    }

    private func runUntilFree(day: String) throws {
        for _ in 0..<50 {
            let run = try site.run(onDay: day)
            if try run.campus("humboldt")["outcome"] != "busy" { return }
        }
    }

    @Test func `each file counts its own outputs of the day, in its name and in its bytes`() throws
    {
        try onboard(FileSequenceTests.counted)
        #expect(try run(FileSequenceTests.all(1)) == FileSequenceTests.firstEvening)
        #expect(try run(FileSequenceTests.all(2)) == FileSequenceTests.secondEvening)
        let nextDay = try run(FileSequenceTests.all(3), day: "2026-11-21")
        #expect(
            nextDay.keys.sorted()
                == ["NSCRE_20261121_001.dat", "NSLIB_20261121_001.dat", "list_20261121_001.csv"]
        )

        // What would come next on the first day.
        let sample = FileSequenceTests.all(4)
        let path = try site.scratch.write(sample.xml, to: sample.fileName)
        let check = try site.command(
            ["check", "humboldt", "--sample", path, "--run-date", HubSite.runDate, "--json"]
        ).json
        #expect(check["outputs"][0]["name"] == "NSLIB_20261120_003.dat")
        #expect(check["outputs"][2]["name"] == "list_20261120_003.csv")
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `an output that falls out, or is not made, draws no number`() throws {
        try onboard(FileSequenceTests.counted)
        try run(FileSequenceTests.all(1))
        // The credit was booked before, and no fee is for the list.
        let second = try run(
            FileSequenceTests.export(2, FileSequenceTests.charge(21), FileSequenceTests.credit(12))
        )
        #expect(second == ["NSLIB_20261120_002.dat": "BATCH|0002|4\n900000001|2\n"])
        let third = try run(FileSequenceTests.all(3))
        #expect(
            third == [
                "NSLIB_20261120_003.dat": FileSequenceTests.batch(3, run: 5, "900000001"),
                "NSCRE_20261120_002.dat": FileSequenceTests.batch(2, run: 6, "900000002"),
                "list_20261120_002.csv": FileSequenceTests.batch(2, run: 7, "U77"),
            ]
        )
    }

    @Test func `outputs of one file in one run count on, and a fallen one before them not`() throws
    {
        try onboard(
            """
            format: counted
            title: An output for each export, for tests
            source: made up
            record: {kind: delimited, separator: "|"}
            fields: [{name: ID, value: user.id}, {name: BATCH, value: file.sequence}, {name: SIGN, value: sign}]
            files: [{name: "e{export.job_id}_{file.sequence:000}.dat"}]

            """
        )
        #expect(
            try run(FileSequenceTests.export(1, FileSequenceTests.charge(1)))
                == ["e1_001.dat": "900000001|1|charge\n"]
        )
        // Read first and rendered as the first of its day, until all of it proves to be booked.
        try site.put(FileSequenceTests.export(2, FileSequenceTests.charge(1)), at: "humboldt")
        try site.put(FileSequenceTests.export(3, FileSequenceTests.charge(3)), at: "humboldt")
        #expect(
            try run(FileSequenceTests.export(4, FileSequenceTests.charge(4)), day: "2026-11-21")
                == [
                    "e3_001.dat": "900000001|1|charge\n", "e4_002.dat": "900000001|2|charge\n",
                ]
        )
        #expect(try site.misplacedFees() == 0)
    }

    @Test(arguments: [
        "t1.after_commit=crash", "render.before_fsync=crash", "archive.before=crash",
        "stage.after_rename=crash@2", "t2.after_commit=crash", "publish.before_rename=crash@2",
    ])
    func `after a kill the outputs keep numbers and bytes, whatever the day`(_ stop: String) throws
    {
        try onboard(FileSequenceTests.counted)
        try run(FileSequenceTests.all(1))
        try site.put(FileSequenceTests.all(2), at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled)
        var copies = try site.collect(from: "humboldt")
        // What T1 did not book before the kill is of the day on which it is booked.
        let isBooked = stop != "render.before_fsync=crash"
        try runUntilFree(day: isBooked ? "2026-11-23" : HubSite.runDate)
        copies.merge(try site.collect(from: "humboldt")) { _, late in late }
        #expect(copies == FileSequenceTests.secondEvening)
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.misplacedFees() == 0)
    }

    // MARK: exists

    /// Charges and credits, whose names are tried one after another.
    private static let numbered = """
        format: counted
        title: Names with the number of the file, for tests
        source: made up
        record: {kind: delimited, separator: "|"}
        fields: [{name: ID, value: user.id}]
        files:
          - {name: "lib_{run.date:yyyyMMdd}_{file.sequence:00}.dat", exists: sequence, when: {sign: charge}}
          - {name: "cre_{run.date:yyyyMMdd}_{file.sequence:00}.dat", exists: sequence, when: {sign: credit}}

        """

    @Test func `where its name is taken an output gets the next number of its own file`() throws {
        try onboard(FileSequenceTests.numbered)
        try site.makeFolder("home/outbox/humboldt")
        try site.scratch.write("not ours", to: "home/outbox/humboldt/lib_20261120_01.dat")
        let first = try run(
            FileSequenceTests.export(1, FileSequenceTests.charge(1), FileSequenceTests.credit(2))
        )
        #expect(
            first == [
                "lib_20261120_01.dat": "not ours", "lib_20261120_02.dat": "900000001\n",
                "cre_20261120_01.dat": "900000002\n",
            ]
        )
        // What recovery and settlement draw next goes on behind it.
        try site.scratch.write("not ours", to: "home/outbox/humboldt/lib_20261120_03.dat")
        try site.put(
            FileSequenceTests.export(2, FileSequenceTests.charge(3), FileSequenceTests.credit(4)),
            at: "humboldt"
        )
        #expect(try site.run(failpoints: "sequence.after_commit=crash").wasKilled)
        try site.put(FileSequenceTests.export(3, FileSequenceTests.charge(5)), at: "humboldt")
        #expect(try site.runToTheEnd().exit == 0)
        #expect(
            try site.collect(from: "humboldt") == [
                "lib_20261120_03.dat": "not ours", "lib_20261120_04.dat": "900000001\n",
                "lib_20261120_05.dat": "900000001\n", "cre_20261120_02.dat": "900000002\n",
            ]
        )
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `an output that was taken back keeps its number`() throws {
        try onboard(
            """
            format: counted
            title: One file a day with the number of its making, for tests
            source: made up
            record: {kind: delimited, separator: "|"}
            header: [{literal: BATCH}, {value: file.sequence}]
            fields: [{name: ID, value: user.id}, {name: SIGN, value: sign}]
            files: [{name: "lib_{run.date:yyyyMMdd}.dat", exists: replace}]

            """
        )
        for (job, number) in [(1, 1), (2, 2), (3, 3)] {
            try site.put(
                FileSequenceTests.export(job, FileSequenceTests.charge(job)),
                at: "humboldt"
            )
            #expect(try site.run().exit == 0)
            #expect(
                try site.outbox(of: "humboldt")["lib_20261120.dat"]
                    == "BATCH|\(number)\n"
                    + String(repeating: "900000001|charge\n", count: job)
            )
        }
    }

    @Test func `a trial begins at one and draws no number`() throws {
        let campus = CampusDeclaration("humboldt").with(\.format, "counted")
        let formats = ["counted": FileSequenceTests.counted]
        try site.onboard([campus.with(\.state, "trial")], formats: formats)
        try site.put(FileSequenceTests.all(1), at: "humboldt")
        for _ in 1...2 {
            #expect(try site.run().exit == 0)
            #expect(try site.files(in: "trial/humboldt") == FileSequenceTests.firstEvening)
        }
        try site.onboard([campus], formats: formats)
        _ = try site.run()
        #expect(try site.outbox(of: "humboldt") == FileSequenceTests.firstEvening)
    }
}
