import TestSupport
import Testing

/// `exists: sequence`: an output whose name is taken gets the next number of its business day.
@Suite struct SequenceTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)

    init() throws {
        site = try HubSite()
        #expect(
            try site.onboard(
                [CampusDeclaration("humboldt")],
                formats: ["humboldt-sf": SequenceTests.format]
            ).exit == 0
        )
    }

    /// One file, with the number and no date in its name.
    static let format = SampleFormats.humboldt
        .replacing(
            "\"bursar-converted-DEBITS-{run.date:ddMMyyyy}.dat\",",
            with: "\"lib-{run.sequence:00}.dat\", exists: sequence,"
        )

    private func evening(_ export: ExportBuilder, day: String) throws -> HubProcess.Outcome {
        try site.put(export, at: "humboldt")
        return try site.run(onDay: day)
    }

    @Test func `an output goes out beside the earlier file, under the next number`() throws {
        #expect(try evening(first, day: "2026-11-20").exit == 0)
        let run = try evening(second, day: "2026-11-21")
        #expect(run.exit == 0)
        let output = try run.campus("humboldt")["outputs"][0]
        #expect(output["name"] == "lib-02.dat")
        #expect(output["state"] == "published")
        #expect(
            try site.outbox(of: "humboldt")
                == ["lib-01.dat": debits(first.fees), "lib-02.dat": debits(second.fees)]
        )
        // Two are in the way now.
        let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)
        #expect(try evening(third, day: "2026-11-22").exit == 0)
        #expect(try site.outbox(of: "humboldt")["lib-03.dat"] == debits(third.fees))
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `a file of groups goes out beside the earlier one, and tells its records`() throws {
        let site = try HubSite()
        let format = ArrangedFormat.yaml.replacing(
            "charges-{run.date:yyyyMMdd}.txt\", when: {sign: charge, borrower: student}, group: user",
            with:
                "charges-{run.sequence}.txt\", when: {sign: charge, borrower: student}, group: user, exists: sequence"
        )
        try site.onboard([ArrangedFormat.campus], formats: ["billing": format])
        let fees = ["1.5", "2"].map { ExportBuilder.Fee("900000001", "OVERDUEFINE", $0, id: $0) }
        for (fee, day) in zip(fees, ["2026-11-20", "2026-11-21"]) {
            try site.put(
                ArrangedFormat.export(job: fees[0].sum == fee.sum ? 1 : 2, [fee]),
                at: "humboldt"
            )
            #expect(try site.run(onDay: day).exit == 0)
        }
        #expect(
            try site.outbox(of: "humboldt") == [
                "charges-1.txt": "H|1|1.50|0.00\n900000001|1.50|1|1\nT|0900000001\n",
                "charges-2.txt": "H|1|2.00|0.00\n900000001|2.00|1|1\nT|0900000001\n",
            ]
        )
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
    }

    @Test func `check shows the number that the next run draws`() throws {
        #expect(try evening(first, day: "2026-11-20").exit == 0)
        #expect(try evening(second, day: "2026-11-21").exit == 0)
        try site.collect(from: "humboldt")
        let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)
        let path = try site.scratch.write(third.xml, to: third.fileName)
        let check = try site.command([
            "check", "humboldt", "--sample", path, "--run-date", "2026-11-21", "--json",
        ])
        let name = try check.json["outputs"][0]["name"].string
        #expect(try evening(third, day: "2026-11-21").exit == 0)
        #expect(try site.outbox(of: "humboldt").keys.first == name)
    }

    @Test func `a kill behind the record goes on under the name that was recorded`() throws {
        #expect(try evening(first, day: "2026-11-20").exit == 0)
        try site.put(second, at: "humboldt")
        let killed = try site.run(onDay: "2026-11-21", failpoints: "sequence.after_commit=crash")
        #expect(killed.wasKilled)
        #expect(try site.outbox(of: "humboldt").count == 1)
        let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)
        try site.put(third, at: "humboldt")
        for _ in 0..<50 {
            let run = try site.run(onDay: "2026-11-21")
            if try run.campus("humboldt")["outcome"] != "busy" { break }
        }
        #expect(
            try site.outbox(of: "humboldt")
                == [
                    "lib-01.dat": debits(first.fees), "lib-02.dat": debits(second.fees),
                    "lib-03.dat": debits(third.fees),
                ]
        )
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.misplacedFees() == 0)
    }

    @Test(
        arguments: [
            "publish.before_rename=crash", "publish.after_rename=crash",
            "sequence.after_commit=crash", "publish.before_rename=crash@2",
            "publish.after_rename=crash@2", "publish.after_folder_fsync=crash",
            "t3.after_commit=crash",
        ],
        [true, false]
    )
    func `a kill on the way to a further name is survived`(
        _ stop: String,
        _ isCollectedAtOnce: Bool
    ) throws {
        #expect(try evening(first, day: "2026-11-20").exit == 0)
        try site.put(second, at: "humboldt")
        #expect(try site.run(onDay: "2026-11-21", failpoints: stop).wasKilled)
        var copies = isCollectedAtOnce ? Array(try site.collect(from: "humboldt").values) : []
        #expect(try site.runToTheEnd().exit == 0)
        copies += try site.collect(from: "humboldt").values
        #expect(copies.sorted() == [debits(first.fees), debits(second.fees)].sorted())
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.misplacedFees() == 0)
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `numbers that recovery draws are not drawn again`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        try site.scratch.write("not ours", to: "home/outbox/humboldt/lib-01.dat")
        try site.put(second, at: "humboldt")
        #expect(try site.runToTheEnd().exit == 0)
        #expect(
            try site.outbox(of: "humboldt")
                == [
                    "lib-01.dat": "not ours", "lib-02.dat": debits(first.fees),
                    "lib-03.dat": debits(second.fees),
                ]
        )
    }

    @Test func `an output in doubt gets the next name once it is seen not to be delivered`() throws
    {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        let staged = try #require(try site.names(in: "staging/humboldt").first)
        let elsewhere = "home/outbox/humboldt/.bursarhub/staging/humboldt"
        try site.makeFolder(elsewhere)
        try site.scratch.move("home/staging/humboldt/\(staged)", to: "\(elsewhere)/\(staged)")
        let doubtful = try site.runToTheEnd()
        #expect(try doubtful.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
        try site.scratch.move("\(elsewhere)/\(staged)", to: "home/staging/humboldt/\(staged)")
        try site.scratch.write("not ours", to: "home/outbox/humboldt/lib-01.dat")
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt")
                == ["lib-01.dat": "not ours", "lib-02.dat": debits(first.fees)]
        )
    }

    @Test func `where too many names are taken the output waits, and the next run goes on`() throws
    {
        try site.makeFolder("home/outbox/humboldt")
        for number in 1...40 {
            let digits = number < 10 ? "0\(number)" : "\(number)"
            try site.scratch.write("old", to: "home/outbox/humboldt/lib-\(digits).dat")
        }
        try site.put(first, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "waiting")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt")["lib-41.dat"] == debits(first.fees))
    }

    @Test(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
    func `an output goes out on a server beside the earlier files, and leaves no upload`() throws {
        let servers = try ServerSite()
        #expect(
            try servers.site.onboard(
                [servers.delivering("humboldt")],
                formats: ["humboldt-sf": SequenceTests.format]
            ).exit == 0
        )
        try servers.put("not ours", "lib-01.dat", in: "sfs")
        try servers.put("nor this", "lib-02.dat", in: "sfs")
        try servers.site.put(first, at: "humboldt")
        let run = try servers.site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outputs"][0]["name"] == "lib-03.dat")
        #expect(
            try servers.files(in: "sfs")
                == [
                    "lib-01.dat": "not ours", "lib-02.dat": "nor this",
                    "lib-03.dat": debits(first.fees),
                ]
        )
        #expect(try servers.site.inbox(of: "humboldt") == [])

        try servers.site.put(second, at: "humboldt")
        let killed = try servers.site.run(
            onDay: "2026-11-21",
            failpoints: "sequence.after_commit=crash"
        )
        #expect(killed.wasKilled)
        for _ in 0..<50 {
            let run = try servers.site.run(onDay: "2026-11-21")
            if try run.campus("humboldt")["outcome"] != "busy" { break }
        }
        #expect(try servers.files(in: "sfs")["lib-04.dat"] == debits(second.fees))
        #expect(try servers.files(in: "sfs").count == 4)
    }
}
