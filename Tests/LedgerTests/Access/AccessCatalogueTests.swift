import Ledger
import PostgreSQL
import TestSupport
import Testing

/// What the catalogue must say of every table there is, and of those to come.
@Suite struct AccessCatalogueTests {
    private let desk: LedgerDesk
    private let administrator: PostgresConnection

    init() throws {
        desk = try LedgerDesk()
        administrator = try desk.administrator()
        try LedgerAccess.makeLogins(administrator)
    }

    private func names(_ statement: PostgresStatement) throws -> [String] {
        try administrator.query(statement).map { try $0.get("name") }
    }

    @Test func `G10 every table has its row security enabled and forced, with its policies`() throws
    {
        #expect(
            try names(
                """
                select c.oid::regclass::text as name
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname !~ '^pg_|^information_schema$'
                  and (not c.relrowsecurity or not c.relforcerowsecurity
                    or not exists (
                        select from pg_catalog.pg_policies p
                        where p.schemaname = n.nspname and p.tablename = c.relname
                          and p.policyname = 'owner_sees_all' and p.qual = 'true'
                          and p.roles = '{bursarhub_owner}')
                    or exists (
                        select from pg_catalog.pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'campus' and not a.attisdropped
                          and not exists (
                            select from pg_catalog.pg_policies p
                            where p.schemaname = n.nspname and p.tablename = c.relname
                              and p.policyname = 'campus_sees_its_own' and p.cmd = 'SELECT'
                              and p.roles = '{bursarhub_campus}'
                              and p.qual ~* 'current_user')))
                order by 1
                """
            ) == [],
            "`database roles` puts policies on every table of the schemas in sql/access/grants.sql"
        )
    }

    @Test func `G10 no policy but the wall's says who sees what, and none asks a setting`() throws {
        #expect(
            try names(
                """
                select distinct policyname || ' for ' || roles::text as name
                from pg_catalog.pg_policies order by 1
                """
            ) == [
                "campus_sees_its_own for {bursarhub_campus}",
                "owner_sees_all for {bursarhub_owner}", "run_sees_all for {bursarhub_run}",
                "status_sees_all for {bursarhub_status}",
            ]
        )
        #expect(
            try names(
                """
                select schemaname || '.' || tablename as name from pg_catalog.pg_policies
                where qual ~ 'current_setting' or permissive <> 'PERMISSIVE'
                    or (roles = '{bursarhub_campus}' and qual = 'true')
                """
            ) == []
        )
    }

    @Test func `G10 every view runs with the rights of whoever asks, and says what it is`() throws {
        #expect(
            try names(
                """
                select c.oid::regclass::text as name
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname !~ '^pg_|^information_schema$' and c.relkind in ('v', 'm')
                  and (c.relkind = 'm' or obj_description(c.oid, 'pg_class') is null
                    or not coalesce('security_invoker=true' = any (c.reloptions), false))
                """
            ) == []
        )
        #expect(
            try names(
                """
                select relname::text as name from pg_catalog.pg_class
                where relnamespace = 'report'::regnamespace and relkind = 'v' order by 1
                """
            ) == [
                "campus_status", "daily_totals", "expectation", "export_output",
                "export_status", "fee", "fee_booking", "fee_held", "fee_purged", "fee_record",
                "fee_repeat", "held_fee", "held_item", "output_status", "profile",
                "retention", "revision", "run", "run_export", "run_summary", "trial_output", "work",
            ]
        )
    }

    @Test func `G13 all is the owner's, nobody passes by the policies, and PUBLIC has nothing`()
        throws
    {
        #expect(
            try names(
                """
                with ours as (
                    select oid, nspname from pg_catalog.pg_namespace
                    where nspname !~ '^pg_|^information_schema$|^public$'
                )
                select nspname::text as name from pg_catalog.pg_namespace
                where oid in (select oid from ours) and nspowner <> 'bursarhub_owner'::regrole
                union all
                select c.oid::regclass::text from pg_catalog.pg_class c
                where c.relnamespace in (select oid from ours) and c.relkind <> 't'
                  and c.relowner <> 'bursarhub_owner'::regrole
                union all
                select p.oid::regprocedure::text from pg_catalog.pg_proc p
                where p.pronamespace in (select oid from ours)
                  and (p.proowner <> 'bursarhub_owner'::regrole
                    or has_function_privilege('public', p.oid, 'execute')
                    or (p.prosecdef and not exists (
                        select from unnest(p.proconfig) s where s like 'search_path=%')))
                union all
                select 'PUBLIC on ' || c.oid::regclass from pg_catalog.pg_class c,
                    aclexplode(c.relacl) a
                where c.relnamespace in (select oid from ours) and a.grantee = 0
                union all
                select 'PUBLIC on ' || nspname from pg_catalog.pg_namespace n, aclexplode(n.nspacl) a
                where (n.oid in (select oid from ours) or n.nspname = 'public') and a.grantee = 0
                union all
                select 'PUBLIC on the database' from pg_catalog.pg_database d, aclexplode(d.datacl) a
                where d.datname = current_database() and a.grantee = 0
                union all
                select rolname::text from pg_catalog.pg_roles
                where rolname ~ '^bursarhub_(owner|run|status|purge|campus)'
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """
            ) == []
        )
    }

    @Test func `G13 every table is in the list of what the run may`() throws {
        #expect(
            try names(
                """
                select c.oid::regclass::text as name
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('registry', 'ledger', 'access', 'migration')
                  and c.relkind in ('r', 'p')
                  and not has_any_column_privilege('bursarhub_run', c.oid, 'select')
                """
            ) == [],
            "a new table needs its line in sql/access/grants.sql"
        )
    }

    @Test func `a line of the lists names what there is`() throws {
        let text = LedgerAccess.script.parts.joined(separator: "\n")
        var named = 0
        for match in text.matches(of: /\('((?:registry|ledger|access|migration)\.[a-z_]+)',\s/) {
            named += 1
            let name = String(match.1)
            #expect(
                try administrator.query("select to_regclass(\(name)) is not null as is_there")
                    .first?.get("is_there") == true,
                "\(name)"
            )
        }
        #expect(named > 15)
    }

    @Test func `G10 students' ids are the run's and the campus's to read, and nobody else's`()
        throws
    {
        let columns = try administrator.query(
            """
            select c.oid::regclass::text as table, a.attname::text as column,
                array(
                    select r.rolname::text from pg_catalog.pg_roles r
                    where r.rolname ~ '^bursarhub_(run|status|purge|campus)$'
                      and has_column_privilege(r.oid, c.oid, a.attnum, 'select')
                    order by 1) as roles
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v')
            where a.attname ~ 'student' and a.atttypid = 'text'::regtype
              and c.relnamespace::regnamespace::text !~ '^pg_'
            order by 1
            """
        ).map { row in
            "\(try row.get("table") as String) \((try row.get("roles") as [String]).joined(separator: " "))"
        }
        #expect(
            columns == [
                "ledger.charge bursarhub_campus bursarhub_run",
                "ledger.held_fee bursarhub_campus bursarhub_run",
                "report.fee bursarhub_campus bursarhub_run",
                "report.fee_held bursarhub_campus bursarhub_run",
            ]
        )
    }

    @Test func `the run pays nothing for the wall`() throws {
        let run = try desk.database.connect(as: LedgerRole.run.name)
        let plan = try run.query("explain (costs off) select * from ledger.charge").map {
            try $0.get("QUERY PLAN") as String
        }
        #expect(plan == ["Seq Scan on charge"])
        let campus = try desk.database.connect(as: WalledLedger.login)
        let own = try campus.query("explain (costs off) select campus from ledger.charge").map {
            try $0.get("QUERY PLAN") as String
        }
        // Which campus asks is found once for a statement, not once for a row.
        #expect(own.contains { $0.contains("InitPlan") })
        #expect(!own.contains { $0.contains("SubPlan") })
    }

    @Test func `what somebody changed by hand is put right, and doing it again changes nothing`()
        throws
    {
        let migrator = LedgerMigrations.migrator(administrator)
        try administrator.executeScript(
            """
            grant update, delete on ledger.charge to bursarhub_run;
            grant select (student_id) on ledger.charge to bursarhub_status;
            revoke select on ledger.export from bursarhub_run;
            alter table ledger.charge no force row level security;
            drop policy owner_sees_all on ledger.export;
            create policy everybody on ledger.output using (true);
            alter view report.held_item reset (security_invoker);
            alter table ledger.lease owner to bursarhub_admin;
            """,
            deadline: .seconds(10)
        )
        #expect(try acl() != expected)
        try migrator.applyStanding()
        #expect(try acl() == expected)
        try migrator.applyStanding()
        #expect(try acl() == expected)
        #expect(try migrator.status().isCurrent)
    }

    /// All grants, policies and owners of a database that nobody has touched.
    private var expected: [String] {
        get throws {
            let untouched = try LedgerDesk()
            return try Self.acl(untouched.administrator())
        }
    }

    private func acl() throws -> [String] { try Self.acl(administrator) }

    private static func acl(_ connection: PostgresConnection) throws -> [String] {
        try connection.query(
            """
            select c.oid::regclass || ' ' || c.relowner::regrole || ' ' || c.relforcerowsecurity
                || ' ' || coalesce(c.reloptions::text, '') || ' '
                || coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), '')
                || coalesce((
                    select string_agg(' ' || t.attname || t.attacl::text, '' order by t.attname)
                    from pg_catalog.pg_attribute t where t.attrelid = c.oid), '')
                || coalesce((
                    select string_agg(' ' || p.polname, '' order by p.polname)
                    from pg_catalog.pg_policy p where p.polrelid = c.oid), '') as line
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('registry', 'ledger', 'access', 'report', 'migration')
              and c.relkind in ('r', 'v', 'S')
            order by 1
            """
        ).map { try $0.get("line") }
    }
}
