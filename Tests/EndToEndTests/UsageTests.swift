import TestSupport
import Testing

/// What the command says of itself, and of arguments that it cannot use.
@Suite struct UsageTests {
    /// Every command and subcommand, as the command itself lists them.
    private static func commands() throws -> [[String]] {
        func below(_ command: JSON, _ path: [String]) -> [[String]] {
            let name = command["commandName"].string ?? ""
            let own = path + [name]
            return [own] + command["subcommands"].items.flatMap { below($0, own) }
        }
        let dump = try HubProcess.run(["--experimental-dump-help"]).json["command"]
        return below(dump, []).map { Array($0.dropFirst()) }.filter { $0.last != "help" }
    }

    @Test func `every command's help has an example that names the command`() throws {
        let commands = try UsageTests.commands()
        #expect(commands.count > 12)
        for command in commands {
            let words = command.joined(separator: " ")
            let help = try HubProcess.run(command + ["--help"])
            #expect(help.exit == 0)
            #expect(help.messages == "")
            #expect(help.output.contains("EXAMPLE: "), "\(words) has no example")
            let example = help.output.split(separator: "\n").first { $0.contains("EXAMPLE: ") }
            #expect(
                example?.contains("bursarhub \(command.first ?? "")") == true,
                "\(words) has an example of something else"
            )
        }
    }

    @Test(arguments: [
        ["nonsense"], ["run", "--nonsense"], ["run", "--jobs", "0"], ["run", "--settle", "-1"],
        ["run", "--settle", "soon"], ["run", "--run-date", "2026-13-01"], ["onboard"],
        ["status", "--since", "yesterday"], ["summary", "--format", "pdf"], ["held", "show"],
        ["campus", "show"],
    ])
    func `arguments that cannot be used exit 64`(_ arguments: [String]) throws {
        let plain = try HubProcess.run(arguments)
        #expect(plain.exit == 64)
        #expect(plain.output == "")
        #expect(plain.messages != "")
        let json = try HubProcess.run(arguments + ["--json"])
        #expect(json.exit == 64)
        let error = try json.json["error"]
        #expect(error["status"] == 64)
        #expect(error["message"].string?.isEmpty == false)
        #expect(error["remedy"].string?.isEmpty == false)
        #expect(json.messages == "")
    }

    @Test func `a campus that is not onboarded exits 64 and names the nearest`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        for arguments in [
            ["run", "--campus", "humbolt"], ["status", "humbolt"], ["held", "humbolt"],
            ["outputs", "humbolt"], ["campus", "show", "humbolt"],
        ] {
            let outcome = try site.command(arguments + ["--json"])
            #expect(outcome.exit == 64)
            #expect(try outcome.json["error"]["remedy"].string?.contains("humboldt") == true)
        }
    }

    @Test func `global options can stand before the command`() throws {
        let site = try HubSite()
        let outcome = try HubProcess.run(
            ["--home", site.home, "--database", site.databaseURI, "--json", "campus", "list"]
        )
        #expect(outcome.exit == 0)
        #expect(try outcome.json["campuses"] == .list([]))
    }

    @Test func `the environment names home and database`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        let outcome = try HubProcess.run(
            ["campus", "list", "--json"],
            environment: ["BURSARHUB_HOME": site.home, "BURSARHUB_DATABASE": site.databaseURI]
        )
        #expect(outcome.exit == 0)
        #expect(try outcome.json["campuses"][0]["campus"] == "humboldt")
    }

    @Test func `a refused campus file exits 2 and the others are recorded`() throws {
        let site = try HubSite()
        var bad = CampusDeclaration("sonoma")
        bad.more = "bussiness_unit: SONOM"
        let plain = try site.onboard([CampusDeclaration("humboldt"), bad])
        #expect(plain.exit == 2)
        #expect(plain.output.contains("business_unit"))
        let json = try site.command([
            "onboard", "--check", "--json", "\(site.scratch.path)/campuses",
        ])
        #expect(json.exit == 2)
        let diagnostic = try json.json["diagnostics"][0]
        #expect(diagnostic["severity"] == "error")
        #expect(diagnostic["file"].string?.hasSuffix("sonoma.yaml") == true)
        #expect((diagnostic["line"].integer ?? 0) > 1)
        let campuses = try json.json["campuses"]
        #expect(campuses["campus", "humboldt"]["change"] == "unchanged")
        #expect(campuses["campus", "sonoma"]["change"] == "invalid")
    }

    @Test func `onboard without the formats that a campus needs exits 2`() throws {
        let site = try HubSite()
        let campus = CampusDeclaration("humboldt").with(\.format, "no-such-format")
        #expect(try site.onboard([campus]).exit == 2)
        #expect(try site.command(["onboard", "\(site.scratch.path)/nothing.yaml"]).exit == 1)
    }

    @Test(arguments: [true, false])
    func `a database that cannot be used exits 3`(_ asJSON: Bool) throws {
        let site = try HubSite()
        let arguments = ["status", "--home", site.home, "--database", "postgresql://[broken"]
        let outcome = try HubProcess.run(arguments + (asJSON ? ["--json"] : []))
        #expect(outcome.exit == 3)
        if asJSON { #expect(try outcome.json["error"]["status"] == 3) }
    }

    @Test func `a database of an older version exits 3 and names the remedy`() throws {
        let scratch = try ScratchFolder()
        let database = try TestDatabase()
        let outcome = try HubProcess.run([
            "status", "--json", "--home", "\(scratch.path)/home", "--database",
            database.uri,
        ])
        #expect(outcome.exit == 3)
        #expect(
            try outcome.json["error"]["remedy"].string?.contains("database migrate") == true
        )
        let migrated = try HubProcess.run([
            "database", "migrate", "--home", "\(scratch.path)/home", "--admin-database",
            database.uri,
        ])
        #expect(migrated.exit == 0)
        let after = try HubProcess.run([
            "status", "--home", "\(scratch.path)/home", "--database", database.uri,
        ])
        #expect(after.exit == 0)
        // With an administrator's login it does no more than a run's may.
        #expect(after.messages.contains("works with the rights of bursarhub_run"))
    }

    @Test func `quiet says nothing but the result`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        let run = try site.command(["run", "--settle", "0", "--quiet"])
        #expect(run.messages == "")
        #expect(!run.output.contains("\u{1B}"))
    }
}
