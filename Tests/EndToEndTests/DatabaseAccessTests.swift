import Posix
import PostgreSQL
import TestSupport
import Testing

/// Roles, logins of campuses, backup and restore, as people use them.
@Suite struct DatabaseAccessTests {
    private let site: HubSite

    init() throws { site = try HubSite(.embedded) }

    private func session(_ uri: String) throws -> PostgresConnection {
        try PostgresConnection(PostgresAddress(uri.trimmingLine), applicationName: "tests")
    }

    private func evening() throws {
        #expect(
            try site.onboard([CampusDeclaration("humboldt"), CampusDeclaration("san-marcos")]).exit
                == 0
        )
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.put(.fines("SANMARCOSBURSAR", job: 2), at: "san-marcos")
        #expect(try site.run().exit == 0)
    }

    @Test func `G10 an embedded database's runs, campuses and people each have their own login`()
        throws
    {
        try evening()
        let administrator = try session(site.command(["database", "url"]).output)
        defer { administrator.close() }
        // Whoever set it up, the run worked as itself: what it wrote it could write.
        let owners = try administrator.query(
            "select distinct relowner::regrole::text as owner from pg_catalog.pg_class where relnamespace = 'ledger'::regnamespace"
        ).map { try $0.get("owner") as String }
        #expect(owners == ["bursarhub_owner"])

        try administrator.execute("revoke insert on ledger.run from bursarhub_run")
        let stopped = try site.run()
        #expect(stopped.exit == 3)
        #expect(try stopped.json["error"]["remedy"].string?.contains("database roles") == true)
        #expect(try site.command(["database", "roles"]).exit == 0)
        #expect(try site.run().exit == 0)

        let url = try site.command(["database", "url", "--campus", "san-marcos"])
        #expect(url.exit == 0)
        #expect(url.output.contains("user=bursarhub_campus_san_marcos"))
        let campus = try session(url.output)
        defer { campus.close() }
        let seen = try campus.query(
            "select campus, (select count(*) from report.fee) as fees from report.campus_status"
        )
        #expect(try seen.map { try $0.get("campus") as String } == ["san-marcos"])
        #expect(try seen.first?.get("fees") as Int64? == 3)
        // In the cluster there is nothing else for it to enter.
        #expect(throws: PostgresError.self) {
            try PostgresConnection(
                PostgresAddress(url.output.trimmingLine).withDatabase("postgres"),
                applicationName: "tests"
            )
        }
        let unknown = try site.command(["database", "url", "--campus", "humbolt"])
        #expect(unknown.exit == 64)
        #expect(unknown.messages.contains("did you mean `humboldt`?"))

        let roles = try site.command(["database", "roles", "--json"])
        #expect(roles.exit == 0)
        let names = try roles.json["roles"].items.map { $0["role"].string ?? "" }
        #expect(
            names == [
                "bursarhub_campus", "bursarhub_owner", "bursarhub_purge", "bursarhub_run",
                "bursarhub_status", "bursarhub_campus_humboldt", "bursarhub_campus_san_marcos",
            ]
        )
        let run = try #require(
            try roles.json["roles"].items.first { $0["role"] == "bursarhub_run" }
        )
        let charge = try #require(run["grants"].items.first { $0["object"] == "ledger.charge" })
        #expect(charge["privileges"].items.map { $0.string ?? "" } == ["insert", "select"])
        #expect(charge["columns"].items.isEmpty)
        let text = try site.command(["database", "roles"]).output
        #expect(text.contains("  ledger.charge: insert, select\n"))
        #expect(text.contains("bursarhub_campus_humboldt"))
    }

    @Test func `a backup proves its rows, and is put back into an empty database alone`() throws {
        try evening()
        try site.makeFolder("backup")
        let backup = try site.command([
            "database", "backup", "--out", "\(site.scratch.path)/backup", "--json",
        ])
        #expect(backup.exit == 0)
        let file = try #require(try backup.json["file"].string)
        let charges = try #require(
            try backup.json["tables"].items.first { $0["table"] == "ledger.charge" }
        )
        #expect(charges["rows"] == 6)
        let names = try site.scratch.names(in: "backup")
        #expect(names.count == 2)
        let folder = try Folder.open("\(site.scratch.path)/backup")
        for name in names {
            let file = try #require(FileName(bytes: Array(name.utf8)))
            #expect(try folder.status(of: file)?.mode == 0o600)
        }

        // Into its own database it does not go: that one has books.
        let refused = try site.command(["database", "restore", file])
        #expect(refused.exit == 2)
        #expect(refused.messages.contains("has books already"))

        // Another home, with a database that a command has made meanwhile.
        let other = try HubSite(.embedded)
        #expect(try other.command(["campus", "list"]).exit == 0)
        // One flipped bit, and nothing is put back.
        let dump = try #require(names.first { $0.hasSuffix(".dump") })
        let manifest = try site.scratch.text(of: "backup/\(dump).manifest")
        let dumpName = try #require(FileName(bytes: Array(dump.utf8)))
        var bytes = try folder.openFile(dumpName).bytes(at: 0, count: 1 << 20)
        bytes[bytes.count / 2] ^= 1
        try site.scratch.write(bytes, to: "backup/damaged")
        let damagedPath = "\(site.scratch.path)/backup/damaged"
        let lonely = try other.command(["database", "restore", damagedPath])
        #expect(lonely.exit == 2)
        #expect(lonely.messages.contains("no manifest"))
        try site.scratch.write(manifest, to: "backup/damaged.manifest")
        let damaged = try other.command(["database", "restore", damagedPath])
        #expect(damaged.exit == 2)
        #expect(damaged.messages.contains("not those that its manifest names"))

        let restored = try other.command(["database", "restore", file, "--json"])
        #expect(restored.exit == 0)
        #expect(try restored.json["rows"] == backup.json["rows"])
        #expect(try restored.json["database"] == backup.json["database"])
        let identifier =
            try session(other.command(["database", "url"]).output).query(
                "select identifier from ledger.database_identity"
            ).first?.get("identifier") as String?
        #expect(try identifier == backup.json["database"].string)
        let status = try other.command(["status", "humboldt", "--json"])
        #expect(status.exit == 0)
        let campus = try session(
            other.command(["database", "url", "--campus", "humboldt"]).output
        )
        defer { campus.close() }
        #expect(
            try campus.query("select count(*) as n from report.fee").first?.get("n") as Int64? == 3
        )

        // What is there already is not written over.
        #expect(try site.command(["database", "backup", "--out", file]).exit == 1)

        // A login that does not see all rows gets a dump without an error, but no backup.
        try site.makeFolder("half")
        let administrator = try session(site.command(["database", "url"]).output)
        defer { administrator.close() }
        try administrator.executeScript(
            """
            create role half login noinherit;
            grant bursarhub_owner to half;
            grant connect on database bursarhub to half;
            grant usage on schema registry, ledger, access, report, migration to half;
            grant select, insert on all tables in schema registry, ledger, access, report, migration to half;
            grant select on sequence ledger.epoch to half;
            """,
            deadline: .seconds(10)
        )
        let uri = try site.command(["database", "url"]).output.trimmingLine
        let half = PostgresAddress(uri).withUser("half").uri
        let partial = try site.command([
            "database", "backup", "--out", "\(site.scratch.path)/half", "--admin-database", half,
        ])
        #expect(partial.exit == 3)
        #expect(partial.messages.contains("the login does not see all"))
        #expect(try site.scratch.names(in: "half") == [])
    }
}

extension String {
    fileprivate var trimmingLine: String {
        String(split(separator: "\n").first ?? "")
    }
}
