import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Who may do what, each cell tried.
@Suite struct RoleTableTests {
    private let wall: WalledLedger

    init() throws { wall = try WalledLedger() }

    private func session(_ role: String) throws -> PostgresConnection {
        let connection = try wall.desk.database.connect(as: role)
        // Their logins only read unless they say otherwise; the grants must hold without that.
        try connection.execute("set default_transaction_read_only = off")
        return connection
    }

    /// Tries it, and takes it back.
    private func may(_ connection: PostgresConnection, _ sql: String) throws -> Bool {
        do {
            try connection.transaction {
                try connection.execute(PostgresStatement(stringLiteral: sql))
                throw Done()
            }
            return false
        } catch is Done {
            return true
        } catch let error as PostgresError {
            guard error.state == .insufficientPrivilege else {
                // Whatever else stopped it came after the right to do it.
                return true
            }
            return false
        }
    }

    private struct Done: Error {}

    private var tables: [(name: String, columns: [String])] {
        get throws {
            try wall.relations().filter { !$0.name.hasPrefix("report.") && $0.columns.count > 1 }
                .filter { $0.columns.first != "last_value" }
        }
    }

    @Test func `G13 nobody logs in as the owner or as all campuses`() throws {
        for role in LedgerRole.allCases where !role.logsIn {
            #expect(throws: PostgresError.self) {
                try wall.desk.database.connect(as: role.name)
            }
        }
        for role in LedgerRole.allCases where role.logsIn {
            try wall.desk.database.connect(as: role.name).close()
        }
    }

    @Test func `G13 the run adds rows and changes states, and removes or rewrites nothing`() throws
    {
        let run = try session(LedgerRole.run.name)
        for table in try tables {
            // What was seen at the last look, and notes that were sent long ago, are no records.
            let isNoRecord = ["ledger.sighting", "ledger.notice"].contains(table.name)
            #expect(try may(run, "delete from \(table.name)") == isNoRecord, "\(table.name)")
            #expect(try !may(run, "truncate \(table.name)"), "\(table.name)")
            #expect(try !may(run, "drop table \(table.name)"), "\(table.name)")
            #expect(try !may(run, "alter table \(table.name) add column x text"), "\(table.name)")
            #expect(
                try !may(run, "alter table \(table.name) disable row level security"),
                "\(table.name)"
            )
            #expect(try may(run, "select count(*) from \(table.name)"), "\(table.name)")
        }
        let never = [
            "ledger.charge", "ledger.duplicate", "ledger.output_record", "ledger.baseline",
            "ledger.run_export", "ledger.trial_output", "registry.revision", "registry.profile",
            "migration.applied", "access.campus_login", "ledger.database_identity",
        ]
        for table in try tables where never.contains(table.name) {
            for column in table.columns {
                #expect(
                    try !may(run, "update \(table.name) set \(column) = \(column)"),
                    "\(table.name).\(column)"
                )
            }
        }
        for (table, column) in [
            ("ledger.export", "campus"), ("ledger.export", "sha256"),
            ("ledger.export", "file_name"),
            ("ledger.output", "campus"), ("ledger.output", "charge_cents"),
            ("ledger.output", "fees"),
            ("ledger.output", "revision"), ("ledger.output", "home_id"),
            ("ledger.held_fee", "campus"),
            ("ledger.held_fee", "student_id"), ("ledger.held_fee", "export"),
            ("ledger.campus_run", "read_count"), ("ledger.run", "started_at"),
            ("registry.campus", "campus"), ("ledger.lease", "campus"),
        ] {
            #expect(
                try !may(run, "update \(table) set \(column) = \(column)"),
                "\(table).\(column)"
            )
        }
        #expect(try may(run, "update ledger.output set state = state"))
        #expect(try may(run, "create temporary table t (x integer) on commit drop"))
    }

    private static let forbidden = [
        "create schema mine", "create table ledger.mine (x integer)",
        "create table public.mine (x integer)", "create view report.mine as select 1 as x",
        "create function ledger.mine() returns integer language sql return 1", "create role mine",
        "alter role bursarhub_run superuser", "alter role bursarhub_run bypassrls",
        "set role bursarhub_owner", "set role bursarhub_admin",
        "set session authorization bursarhub_admin", "grant bursarhub_owner to current_user",
        "copy registry.campus to program 'cat'", "copy registry.campus to '/tmp/bursarhub-copy'",
        "select pg_read_file('PG_VERSION')", "select pg_ls_dir('.')",
        "select access.row_counts()", "alter sequence ledger.epoch restart",
        "select setval('ledger.epoch', 1)", "drop policy run_sees_all on ledger.charge",
        "create policy mine on ledger.charge using (true)",
        "alter table ledger.charge owner to current_user",
        "insert into access.campus_login values ('humboldt', 'x')",
        "insert into migration.applied values (99, 'x', '', now())", "select lo_create(0)",
        "create foreign data wrapper mine",
    ]

    @Test func `G13 no login of the hub makes, owns, lends or reads what is not its own`() throws {
        for role in [
            LedgerRole.run.name, LedgerRole.status.name, LedgerRole.purge.name, WalledLedger.login,
        ] {
            let connection = try session(role)
            for statement in Self.forbidden {
                #expect(try !may(connection, statement), "\(role): \(statement)")
            }
            for other in [
                LedgerRole.run.name, LedgerRole.status.name, LedgerRole.purge.name,
                WalledLedger.otherLogin,
            ] where other != role {
                // The one place that may be taken: a campus's, by status.
                let isStatus = role == LedgerRole.status.name && other == WalledLedger.otherLogin
                #expect(
                    try may(connection, "set local role \(other)") == isStatus,
                    "\(role): \(other)"
                )
            }
        }
    }

    @Test func `G13 status, a campus and purge write nothing`() throws {
        for role in [LedgerRole.status.name, LedgerRole.purge.name, WalledLedger.login] {
            let connection = try session(role)
            for table in try tables {
                let column = table.columns[0]
                for sql in [
                    "insert into \(table.name) (\(column)) values (null)",
                    "update \(table.name) set \(column) = \(column)",
                    "delete from \(table.name)", "truncate \(table.name)",
                ] {
                    #expect(try !may(connection, sql), "\(role): \(sql)")
                }
            }
            #expect(try !may(connection, "create temporary table t (x integer)"), "\(role)")
            #expect(try !may(connection, "select nextval('ledger.epoch')"), "\(role)")
        }
        // A campus must not make another look busy.
        #expect(try !may(session(WalledLedger.login), "select pg_advisory_lock(1)"))
    }

    @Test func `G13 purge reads nothing, status no table beside the columns of its views`() throws {
        let purge = try session(LedgerRole.purge.name)
        for table in try wall.relations() {
            #expect(try !may(purge, "select count(*) from \(table.name)"), "\(table.name)")
        }
        let status = try session(LedgerRole.status.name)
        for column in [
            "registry.revision.sources", "registry.revision.fingerprint", "ledger.charge.id",
            "ledger.charge.student_id", "ledger.held_fee.student_id", "ledger.held_fee.fingerprint",
            "ledger.export.archived_as", "ledger.output.home_id", "ledger.lease.epoch",
            "ledger.database_identity.identifier", "access.token.name", "access.token.hash",
            "ledger.audit.who", "ledger.purged.id", "ledger.duplicate.id",
            "ledger.charge.generation", "ledger.charge.fingerprint", "ledger.charge.fee_type",
        ] {
            let parts = column.split(separator: ".")
            let sql = "select \(parts[2]) from \(parts[0]).\(parts[1])"
            #expect(try !may(status, sql), "\(sql)")
        }
        for view in try wall.relations() where view.name.hasPrefix("report.") {
            let isOfFees = view.name.hasPrefix("report.fee")
            #expect(try may(status, "select * from \(view.name)") == !isOfFees, "\(view.name)")
        }
    }

    @Test func `G13 the administrator who is no superuser migrates, gives roles and sees all rows`()
        throws
    {
        let server = try TestServer.shared
        let (name, role) = (server.freshName("site"), server.freshName("admin"))
        try server.administer("create role \(role) login createrole")
        try server.administer("create database \(name) owner \(role)")
        defer {
            #expect(throws: Never.self) {
                try server.administer("drop database \(name) with (force)")
                try server.administer(
                    "revoke bursarhub_owner, bursarhub_run, bursarhub_purge from \(role)"
                )
                try server.administer("drop role \(role)")
            }
        }
        let address = server.address.withDatabase(name).withUser(role)
        let connection = try PostgresConnection(address, applicationName: "tests")
        defer { connection.close() }
        let migrator = LedgerMigrations.migrator(connection)
        #expect(
            try LedgerMigrations.migrate(connection, by: "ann").count == LedgerMigrations.all.count
        )
        for _ in 1...2 { try LedgerMigrations.applyStanding(connection, by: "ann") }
        let acts = try connection.query("select act from ledger.audit where act = 'roles_changed'")
        #expect(acts.isEmpty, "nobody was given or lost anything")
        #expect(try migrator.status().isCurrent)
        #expect(try LedgerAccess.mayChangeEverything(connection))
        let run = try PostgresConnection(
            address.withUser(LedgerRole.run.name),
            applicationName: "tests"
        )
        defer { run.close() }
        #expect(try LedgerMigrations.migrator(run).status().isCurrent)
        #expect(try !LedgerAccess.mayChangeEverything(run))
        try run.execute(
            """
            insert into ledger.run (run, mode, state, home_id, is_demo, hub_version, started_at)
            values ('r', 'live', 'running', 'h', false, '1', now())
            """
        )
        let rows = try connection.transaction {
            try LedgerBackup.rowsOfOwner(connection, deadline: .seconds(10))
        }
        #expect(rows["ledger.run"] == 1)
        #expect(try connection.execute("update ledger.run set state = 'running'") == 1)
    }
}
