import Glibc
import PostgreSQL
import TestSupport
import Testing

/// What was purged is known for ever, though nobody can tell any more whose it was.
@Suite struct PurgedFeeTests {
    private let site: HubSite
    private let old = ExportBuilder.fines("HUMBOLDTBURSAR", job: 4711)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// An evening of more than a year ago, purged since.
    private func purged(_ export: ExportBuilder, year: Int = 2) throws {
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        try site.age(byYears: year)
        let purge = try site.administratorsCommand(["purge", "humboldt", "--yes", "--json"])
        #expect(purge.exit == 0, "\(purge.messages)\(purge.output)")
        #expect(try purge.json["campuses"][0]["outcome"] == "purged")
        #expect(try site.ledger.charges == 0)
    }

    @Test
    func `F58 a purged export that comes again, under its own or another name, books nothing`()
        throws
    {
        try purged(old)
        for name in [old.fileName, "HUMBOLDTBURSAR-9-1795000009000.xml"] {
            try site.put(old, at: "humboldt", as: name)
            let run = try site.run()
            #expect(run.exit == 0)
            #expect(try run.campus("humboldt").counts == ["read": 3, "duplicate": 3])
            #expect(try site.inbox(of: "humboldt") == [])
        }
        #expect(try site.ledger.charges == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `F58 purged fees that come again in a new export are duplicates, beside new ones`()
        throws
    {
        try purged(old)
        var again = old.again(job: 2)
        again.fees.append(.init("900000005", "OVERDUEFINE", "5", id: "77"))
        try site.put(again, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 4, "duplicate": 3, "written": 1])
        #expect(try run.campus("humboldt").isBalanced)
        #expect(try site.ledger.charges == 1)
        // In the ledger only the new export's own fee has an id.
        #expect(try site.columns(holding: ["4711001", "4711002"]) == [])

        // All of it once more: purged, new and repeated fees in one.
        try site.put(again.again(job: 3), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 4, "duplicate": 4])
    }

    @Test func `F58 a purged fee that comes again with another amount is held as changed`() throws {
        try purged(old)
        var again = old.again(job: 2)
        again.fees[1].sum = "99.01"
        try site.put(again, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 3, "duplicate": 2, "held": 1])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["changed": 1])
        #expect(try site.ledger.charges == 0)
    }

    /// Where the charges of 99.01 and 99.02 are, each with its generation.
    private func furtherCharges() throws -> [String] {
        let connection = try #require(site.database).connect()
        defer { connection.close() }
        return try connection.query(
            """
            select place || ' ' || generation as row from (
                select 'purged' as place, generation, cents from ledger.purged
                union all
                select 'booked', generation, cents from ledger.charge
            ) c
            where cents in (9901, 9902)
            order by generation
            """
        ).map { try $0.get("row") }
    }

    @Test
    func `F58 a fee that is released beside a purged one is a further charge, purged in its turn`()
        throws
    {
        try purged(old)
        let further = ["99.01", "99.02"].map { old.fees[1].with(\.sum, $0) }
        for (job, fee) in zip([2, 3], further) {
            try site.put(ExportBuilder("HUMBOLDTBURSAR", job: job, [fee]), at: "humboldt")
            #expect(try site.run().exit == 1)
            let released = try site.decide("held", "release", "humboldt-f\(job - 1)")
            #expect(released.exit == 0, "\(released.output)\(released.messages)")
            #expect(try site.run().exit == 0)
            try site.collect(from: "humboldt")
        }
        #expect(try furtherCharges() == ["booked 2", "booked 3"], "the purged one is the first")

        try site.age(byYears: 2)
        let purge = try site.administratorsCommand(["purge", "humboldt", "--yes", "--json"])
        #expect(try purge.json["campuses"][0]["charges"] == 2, "\(purge.output)")
        #expect(try furtherCharges() == ["purged 2", "purged 3"])
        #expect(try site.ledger.charges == 0)
        for (job, fee) in zip([4, 5], further) {
            try site.put(ExportBuilder("HUMBOLDTBURSAR", job: job, [fee]), at: "humboldt")
            #expect(try site.run().campus("humboldt").counts == ["read": 1, "duplicate": 1])
        }
    }

    @Test func `F58 a purged fee that stands twice in a new export, in two ways, is held twice`()
        throws
    {
        try purged(old)
        var again = old.again(job: 2)
        again.fees = [old.fees[0], old.fees[0].with(\.sum, "99.01")]
        try site.put(again, at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 2, "held": 2])
        #expect(try site.ledger.charges == 0)
    }

    @Test func `F58 purged fees without a transaction id are held when an equal one comes`() throws
    {
        var nameless = old
        for index in nameless.fees.indices { nameless.fees[index].transactionID = nil }
        nameless.fees[1] = nameless.fees[0]
        try purged(nameless)
        // Two were equal, so a third equal one is new, and one under an id is one of the two.
        var again = nameless.again(job: 2)
        again.fees = [nameless.fees[0], nameless.fees[0], nameless.fees[0]]
        again.fees.append(nameless.fees[2].with(\.transactionID, "815"))
        try site.put(again, at: "humboldt")
        let run = try site.run()
        #expect(try run.campus("humboldt").counts == ["read": 4, "held": 3, "written": 1])
        #expect(
            try site.command(["held", "--json"]).json.heldReasons == ["suspected_duplicate": 3]
        )
    }

    @Test func `F58 what was forgotten altogether is still a duplicate`() throws {
        try purged(old, year: 6)
        try site.put(old.again(job: 2), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 3, "duplicate": 3])
        let traced = try site.command(["trace", "humboldt", "4711001", "--json"])
        #expect(traced.exit == 0)
        let fee = try traced.json["fees"][0]
        #expect(fee["amount_cents"] == .null)
        #expect(fee["fee_type"] == .null)
        #expect(fee["bucket"] == "written")
        #expect(fee["duplicates"][0]["id"] == "humboldt-x2")
    }

    @Test func `F58 a baseline knows purged fees too`() throws {
        try purged(old)
        try site.makeFolder("old")
        let export = old.again(job: 2)
        let path = try site.scratch.write(export.xml, to: "old/\(export.fileName)")
        let booked = try site.command(["baseline", "humboldt", path, "--reason", "sent", "--json"])
        #expect(booked.exit == 0, "\(booked.output)")
        #expect(try booked.json["totals"].counts == ["read": 3, "duplicate": 3])
    }

    @Test func `another campus may have fees of the same ids`() throws {
        try site.onboard(CampusDeclaration.pair)
        try purged(old)
        try site.put(old.again(job: 2), at: "humboldt")
        var other = old
        other.code = "SONOMABURSAR"
        try site.put(other, at: "sonoma")
        let run = try site.run()
        #expect(try run.campus("humboldt").counts == ["read": 3, "duplicate": 3])
        #expect(try run.campus("sonoma").counts == ["read": 3, "written": 3])
    }

    @Test(arguments: ["missing", "another", "open", "damaged"])
    func `F58 without its key nothing is taken in, and the run ends with 2`(_ what: String) throws {
        try purged(old)
        let path = "home/keys/purge.key"
        let key = try site.scratch.text(of: path)
        switch what {
        case "missing": try site.remove("keys/purge.key")
        case "another":
            try site.remove("keys/purge.key")
            try site.scratch.write(String(key.dropLast().reversed()) + "\n", to: path)
        case "open": #expect(unsafe chmod("\(site.scratch.path)/\(path)", 0o640) == 0)
        default:
            try site.remove("keys/purge.key")
            try site.scratch.write("x\n", to: path)
        }
        try site.put(old.again(job: 2), at: "humboldt")
        let before = try site.ledger
        let run = try site.run()
        #expect(run.exit == 2)
        #expect(try run.json["error"]["message"].string?.contains("purge.key") == true)
        #expect(try site.ledger == before)
        #expect(try site.inbox(of: "humboldt").count == 1)
        #expect(try site.command(["trace", "humboldt", "4711001"]).exit == 2)
        // With its key the evening goes on where it stopped.
        if what != "open" {
            if site.exists("keys/purge.key") { try site.remove("keys/purge.key") }
            try site.scratch.write(key, to: path)
        } else {
            #expect(unsafe chmod("\(site.scratch.path)/\(path)", 0o600) == 0)
        }
        let mended = try site.run()
        #expect(mended.exit == 0)
        #expect(try mended.campus("humboldt").counts == ["read": 3, "duplicate": 3])
    }
}
