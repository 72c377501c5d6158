import Glibc
import TestSupport
import Testing

/// `exists: replace`: an output that was not collected yet goes back, and its fees go out again.
@Suite struct ReplaceTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)

    init() throws {
        site = try HubSite()
        #expect(try site.onboardReplacing().exit == 0)
    }

    /// The first evening, whose outputs nobody collects.
    private func firstEvening() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
    }

    private func outputs() throws -> [String] {
        try site.command(["outputs", "humboldt", "--json"]).json["outputs"].items.reversed().map {
            "\($0["id"].string ?? "") \($0["state"].string ?? "") \($0["records"].integer ?? -1)"
        }
    }

    private func expectBooksInOrder() throws {
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
    }

    @Test func `what was not collected goes out with the next evening's fees, in one file`() throws
    {
        try firstEvening()
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "ok")
        #expect(part.counts == ["read": 2, "written": 2, "released": 3])
        #expect(part.isBalanced)
        #expect(part.outputsHoldTheBooks)
        // The earlier fees come first.
        #expect(
            try site.outbox(of: "humboldt") == [debitsName: debits(first.fees + second.fees)]
        )
        #expect(part["outputs"].items.map { $0["state"] } == ["published"])
        #expect(part["outputs"][0]["charge_cents"] == 905)
        #expect(try outputs() == ["humboldt-1 void 3", "humboldt-2 published 5"])
        #expect(try site.books(ofExport: 1) == ["read": 3, "written": 3])
        #expect(try site.books(ofExport: 2) == ["read": 2, "written": 2])
        #expect(try site.ledger.charges == 5)
        #expect(try site.names(in: "staging/humboldt") == [])
        try expectBooksInOrder()

        let quiet = try site.run()
        #expect(quiet.exit == 0)
        #expect(try quiet.campus("humboldt")["outcome"] == "nothing")
        #expect(try outputs().count == 2)
    }

    @Test func `a third evening takes back what the second had joined`() throws {
        try firstEvening()
        try site.put(second, at: "humboldt")
        #expect(try site.run().exit == 0)
        let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)
        try site.put(third, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 1, "written": 1, "released": 5])
        #expect(
            try site.outbox(of: "humboldt")
                == [debitsName: debits(first.fees + second.fees + third.fees)]
        )
        #expect(
            try outputs() == ["humboldt-1 void 3", "humboldt-2 void 5", "humboldt-3 published 6"]
        )
        try expectBooksInOrder()
    }

    @Test func `what was collected meanwhile stays sent, and the new file is a new file`() throws {
        try firstEvening()
        #expect(try site.collect(from: "humboldt") == [debitsName: debits(first.fees)])
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 2, "written": 2])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(second.fees)])
        #expect(try outputs() == ["humboldt-1 published 3", "humboldt-2 published 2"])
        let listed = try site.command(["outputs", "humboldt", "--json"]).json["outputs"]
        #expect(listed[1]["collected_at"].string != nil)
        #expect(listed[0]["collected_at"] == .null)
        try expectBooksInOrder()
    }

    @Test func `only the file that gets new fees is replaced`() throws {
        var mixed = first
        mixed.fees.append(.init("900000005", "CREDIT", "-2.5", id: "77"))
        try site.put(mixed, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(second, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(
            try outputs() == [
                "humboldt-1 void 3", "humboldt-2 published 1", "humboldt-3 published 5",
            ]
        )
        #expect(try site.outbox(of: "humboldt").count == 2)
        try expectBooksInOrder()
    }

    @Test func `another business day has another name, and nothing is taken back`() throws {
        try firstEvening()
        try site.put(second, at: "humboldt")
        #expect(try site.run(onDay: "2026-11-21").exit == 0)
        #expect(try outputs() == ["humboldt-1 published 3", "humboldt-2 published 2"])
        #expect(try site.outbox(of: "humboldt").count == 2)
    }

    @Test(arguments: ["", "<html/>", "<xb:cut"])
    func `what cannot be converted takes nothing back`(_ text: String) throws {
        try firstEvening()
        try site.put(text, at: "humboldt", as: second.fileName)
        #expect(try site.run().exit == 1)
        #expect(try outputs() == ["humboldt-1 published 3"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `the same export once more takes nothing back`() throws {
        try firstEvening()
        try site.put(first, at: "humboldt", as: "HUMBOLDTBURSAR-1-1795000099999.xml")
        #expect(try site.run().exit == 0)
        #expect(try outputs() == ["humboldt-1 published 3"])
    }

    @Test func `a run that only reports, or is on trial, takes nothing back`() throws {
        try firstEvening()
        try site.put(second, at: "humboldt")
        let report = try site.run("--report-only")
        #expect(report.exit == 0)
        #expect(try report.campus("humboldt")["outputs"][0]["records"] == 2)
        try site.onboardReplacing(state: "trial")
        #expect(try site.run().exit == 0)
        #expect(try site.files(in: "trial/humboldt") == [debitsName: debits(second.fees)])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        #expect(try outputs() == ["humboldt-1 published 3"])
    }

    @Test func `another file under the name is left alone, and the new output waits`() throws {
        try firstEvening()
        try site.collect(from: "humboldt")
        try site.scratch.write("not ours", to: "home/outbox/humboldt/\(debitsName)")
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "waiting")
        #expect(try site.outbox(of: "humboldt") == [debitsName: "not ours"])
        #expect(try outputs() == ["humboldt-1 published 3", "humboldt-2 waiting 2"])
        try expectBooksInOrder()

        // What waits is joined by what comes, and all of it goes out once the name is free.
        let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)
        try site.put(third, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(
            try outputs()
                == ["humboldt-1 published 3", "humboldt-2 void 2", "humboldt-3 waiting 3"]
        )
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt") == [debitsName: debits(second.fees + third.fees)]
        )
        #expect(try site.names(in: "staging/humboldt") == [])
        try expectBooksInOrder()
    }

    @Test func `while an output is in doubt nothing is taken back`() throws {
        try firstEvening()
        var credit = second
        credit.fees = [.init("900000005", "CREDIT", "-2.5", id: "77")]
        try site.put(credit, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        let staged = try #require(
            try site.names(in: "staging/humboldt").first { $0.contains("CREDITS") }
        )
        // Where it lies now, nobody can tell whether it ever was in the outbox.
        try site.makeFolder("home/outbox/humboldt/.bursarhub/staging/humboldt")
        try site.scratch.move(
            "home/staging/humboldt/\(staged)",
            to: "home/outbox/humboldt/.bursarhub/staging/humboldt/\(staged)"
        )
        try site.put(second.again(job: 3), at: "humboldt")
        #expect(try site.runToTheEnd().exit == 1)
        let states = try outputs()
        #expect(
            states == [
                "humboldt-1 published 3", "humboldt-3 in_doubt 1", "humboldt-4 staged 2",
            ]
        )
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `an output that was not to be replaced is not`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.onboardReplacing()
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "waiting")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `a fee that cannot go out any more is held when it is taken back`() throws {
        try firstEvening()
        var types = CampusDeclaration("humboldt").itemTypes
        types["OVERDUEFINE"] = nil
        try site.onboardReplacing { $0.itemTypes = types }
        let process = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 2,
            [.init("900000001", "LOSTITEMPROCESSFEE", "20", id: "2001")]
        )
        try site.put(process, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(
            try site.command(["held", "--json"]).json.heldReasons == ["no_item_type": 3]
        )
        #expect(try outputs() == ["humboldt-1 void 3", "humboldt-2 published 1"])
        try expectBooksInOrder()
        // It is judged anew as every held fee is, when the campus file is corrected.
        try site.onboardReplacing()
        let cured = try site.run()
        #expect(cured.exit == 0)
        #expect(try cured.campus("humboldt").counts == ["released": 4])
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `a file that got the name while one was taken back is put back`() throws {
        try firstEvening()
        try site.put(second, at: "humboldt")
        #expect(try site.run(failpoints: "recall.after_mark=crash").wasKilled)
        try site.collect(from: "humboldt")
        try site.scratch.write("not ours", to: "home/outbox/humboldt/\(debitsName)")
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try outputs() == ["humboldt-1 published 3"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: "not ours"])
        #expect(try site.names(in: "staging/humboldt") == [])

        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(second.fees)])
        try expectBooksInOrder()
    }

    @Test func `an outbox that was changed while a file was taken back stops the recall`() throws {
        try firstEvening()
        try site.put(second, at: "humboldt")
        #expect(try site.run(failpoints: "recall.after_mark=crash").wasKilled)
        try site.onboardReplacing { $0.outbox = "outbox/elsewhere" }
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["message"].string?.contains("another outbox") == true)
        #expect(try outputs().first == "humboldt-1 recalling 3")
        try site.onboardReplacing()
        #expect(try site.run().exit == 0)
        #expect(try outputs().first == "humboldt-1 void 3")
        try expectBooksInOrder()
    }

    @Test(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
    func `nothing can be replaced on a server, and onboarding says so`() throws {
        let servers = try ServerSite()
        let refused = try servers.site.onboard(
            [servers.delivering("humboldt")],
            formats: ["humboldt-sf": HubSite.replacingFormat]
        )
        #expect(refused.exit == 2)
        #expect(refused.output.contains("nothing can be replaced on a server"))
    }
}
