import TestSupport
import Testing

/// What a person says of exports, and with what people may look.
@Suite struct ExpectAndTokenTests {
    private let site: HubSite

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    @Test func `what Alma's job counts is compared with the users and fees that came`() throws {
        // Each of its fees stands in a list of a borrower of its own.
        var export = ExportBuilder(
            "HUMBOLDTBURSAR",
            job: 1,
            [
                .init("900000001", "OVERDUEFINE", "3", id: "1"),
                .init("900000002", "OVERDUEFINE", "3.5", id: "2"),
                .init("900000003", "OVERDUEFINE", "4", id: "3"),
            ]
        )
        export.exportNumber = "4711"
        func expect(_ arguments: String...) throws -> HubProcess.Outcome {
            try site.command(["expect", "humboldt", "--export", "4711", "--json"] + arguments)
        }
        let early = try expect("--users", "3", "--fees", "4")
        #expect(early.exit == 0)
        #expect(try early.json["verdict"] == "outstanding")
        #expect(
            try site.command(["status", "humboldt"]).output.contains(
                "4 fees of 3 users in export 4711"
            )
        )
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        let status = try site.command(["status", "--json", "--exit-code"])
        #expect(status.exit == 1)
        let campus = try #require(try status.json["campuses"].items.first)
        #expect(campus["health"] == "attention")
        #expect(campus["expectations"].items.first?["users"] == 3)
        #expect(campus["expectations"].items.first?["fees"] == 3)
        #expect(try expect("--users", "2", "--fees", "3").exit == 1)
        let met = try expect("--users", "3", "--fees", "3")
        #expect(met.exit == 0)
        #expect(try met.json["verdict"] == "met")
        #expect(try site.command(["status", "--exit-code"]).exit == 0)
        #expect(try expect("--users", "9", "--fees", "9").exit == 1)
        #expect(try expect("--withdraw").exit == 64)
        #expect(
            try expect("--withdraw", "--reason", "the number was of another job").exit
                == 0
        )
        #expect(try expect("--withdraw", "--reason", "again").exit == 64)
        #expect(try site.command(["status", "--exit-code"]).exit == 0)
        #expect(
            try site.command(["expect", "nowhere", "--export", "1", "--users", "1", "--fees", "1"])
                .exit == 64
        )
        #expect(
            try site.command(["expect", "humboldt", "--export", "1", "--users", "1"]).exit
                == 64
        )
    }

    @Test func `a token is shown once, and the database never has it`() throws {
        let created = try site.command(
            ["token", "create", "library", "--campus", "humboldt", "--trace", "--json"]
        )
        #expect(created.exit == 0)
        let json = try created.json
        #expect(json["name"] == "library" && json["campus"] == "humboldt")
        let token = try #require(created.output.firstMatch(of: /bh_[0-9a-f]{64}/)).output
        let hashed = try #require(site.database).psql(
            as: "bursarhub_admin",
            "select 'HASH ' || (hash = sha256('\(token)')) from access.token;"
        )
        #expect(hashed.contains("HASH true"))
        let other = try site.command(["token", "create", "it"])
        #expect(other.output.wholeMatch(of: /bh_[0-9a-f]{64}\n/) != nil)
        #expect(!other.output.contains(token))
        let list = try site.command(["token", "list"])
        #expect(list.exit == 0)
        #expect(list.output.contains("library") && list.output.contains("all campuses"))
        #expect(!list.output.contains("bh_"))
        #expect(try site.command(["token", "create", "it"]).exit == 64)
        #expect(try site.command(["token", "create", "x y"]).exit == 64)
        #expect(try site.command(["token", "create", "x", "--trace"]).exit == 64)
        #expect(try site.command(["token", "revoke", "library"]).exit == 0)
        #expect(try site.command(["token", "revoke", "library"]).exit == 64)
        #expect(try site.command(["token", "revoke", "nobody"]).exit == 64)
        let tokens = try site.command(["token", "--json"]).json["tokens"]
        #expect(tokens[0]["name"] == "it" && tokens[1]["name"] == "library")
        let database = try #require(site.database)
        let all = try database.psql(
            as: "bursarhub_admin",
            "table access.token; table ledger.audit;"
        )
        #expect(all.contains("library") && !all.contains(token))
    }

    @Test func `terms that end soon are told by run and status, and make nobody look`() throws {
        let campus = try HubSite()
        var declaration = CampusDeclaration("humboldt")
        declaration.more = "terms:\n  - {code: \"2267\", from: 2026-08-17, to: 2026-12-31}"
        try campus.onboard([declaration])
        for options in [["--report-only"], []] {
            let words = ["run", "--settle", "0", "--run-date", "2026-11-20"] + options
            let run = try campus.command(words)
            #expect(run.exit == 0)
            #expect(run.output.contains("the term table's last day is Thursday 31 December 2026"))
            let json = try campus.command(words + ["--json"]).json
            #expect(json["campuses"].items.first?["terms_end"] == "2026-12-31")
            #expect(!run.output.contains("the fiscal year ends"))
            let june = ["run", "--settle", "0", "--run-date", "2026-06-20"] + options
            let told = try campus.command(june).output
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(told.contains("the fiscal year ends on Tuesday 30 June 2026"))
        }
        #expect(try campus.run().json["campuses"].items.first?["terms_end"] == "2026-12-31")
    }
}
