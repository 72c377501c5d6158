import Ledger
import PostgreSQL
import TestSupport
import Testing

/// What a campus's login can get at: its own rows, and nothing of any other campus by any way.
@Suite struct WallTests {
    private let wall: WalledLedger

    init() throws { wall = try WalledLedger() }

    /// Every way to ask every table, view and sequence that the catalogue knows.
    private func attempts() throws -> String {
        try wall.relations().map { relation in
            let name = relation.name
            let columns = relation.columns.flatMap { column in
                [
                    "select \(column) from \(name);",
                    "select min(\(column)::text), max(\(column)::text), count(\(column)) filter (where campus <> 'humboldt') from \(name);",
                    // What an error says of a row, or that it came at all.
                    "select 1 from \(name) where \(column)::text::integer < 0;",
                    "select \(column)::text::date from \(name);",
                    "select 1 from \(name) order by (\(column)::text || '-')::integer;",
                ]
            }
            let others =
                relation.columns.contains("campus")
                ? [
                    "select 'LEAK ' || count(*) from \(name) where campus <> 'humboldt' having count(*) > 0;",
                    "select 1 / (case when campus = 'humboldt' then 1 else 0 end) from \(name);",
                    "select array_agg(campus) from \(name) where campus like 'd%' having count(*) > 0;",
                ] : []
            return
                ([
                    "select * from \(name);", "table \(name);", "select t from \(name) t;",
                    "select row_to_json(t) from \(name) t;", "copy \(name) to stdout;",
                    "copy (select * from \(name)) to stdout;",
                    "select query_to_xml('select * from \(name)', true, false, '');",
                    "select table_to_xml('\(name)', true, false, '');",
                    "prepare p as select * from \(name); execute p; deallocate p;",
                    "begin; declare c cursor for select * from \(name); fetch all from c; commit;",
                    "select * from \(name) for update;", "lock table \(name);",
                    "do $$ declare r record; begin for r in select * from \(name) loop raise warning '%', r; end loop; end $$;",
                ] + columns + others).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// What an attacker without any table in mind tries.
    private static let tricks = """
        select * from pg_stats where schemaname in ('ledger', 'registry', 'access', 'report');
        select * from pg_stats_ext;
        select * from pg_statistic;
        select query from pg_stat_activity;
        select * from pg_prepared_statements;
        set role bursarhub_owner; table ledger.charge; reset role;
        set role bursarhub_run; table ledger.charge; reset role;
        set role bursarhub_status; table report.held_item; reset role;
        set role bursarhub_admin; table ledger.charge; reset role;
        set role bursarhub_campus; table report.fee; reset role;
        set role bursarhub_campus_delta; table report.fee; reset role;
        set session authorization bursarhub_campus_delta; table report.fee; reset session authorization;
        set row_security = off; table report.fee; select count(*) from ledger.export where campus <> 'humboldt' having count(*) > 0; reset row_security;
        set default_transaction_read_only = off;
        set session_replication_role = replica;
        create temporary table t as select * from report.fee; select * from t;
        create function pg_temp.f(text) returns boolean language plpgsql cost 0.000001 as $$ begin raise warning 'SEEN %', $1; return true; end $$;
        select 1 from ledger.charge where pg_temp.f(student_id);
        create function public.f(text) returns boolean language plpgsql cost 0.000001 as $$ begin raise warning 'SEEN %', $1; return true; end $$;
        select 1 from ledger.charge where public.f(student_id);
        create operator public.<<< (leftarg = text, rightarg = text, function = texteq);
        create schema mine;
        create view public.v as select * from ledger.charge;
        create view report.v as select * from ledger.charge;
        alter view report.fee reset (security_invoker);
        alter table ledger.charge disable row level security;
        alter table ledger.charge no force row level security;
        drop policy campus_sees_its_own on ledger.charge;
        create policy mine on ledger.charge using (true);
        insert into access.campus_login values ('delta', current_user);
        update access.campus_login set campus = 'delta';
        alter role current_user bypassrls;
        alter role bursarhub_campus_humboldt rename to bursarhub_campus_delta;
        grant bursarhub_run to current_user;
        grant select on ledger.charge to current_user;
        select lo_import('/etc/hostname'); select lo_export(1, '/tmp/x'); select lo_create(0);
        select pg_read_file('/etc/hostname'); select pg_ls_dir('.'); select pg_read_binary_file('PG_VERSION');
        copy report.fee to '/tmp/bursarhub-copy'; copy report.fee to program 'cat';
        create temporary table u (line text); copy u from program 'id'; copy u from '/etc/hostname';
        create extension dblink; create extension postgres_fdw; create extension plpythonu;
        create foreign data wrapper w; create server s foreign data wrapper w;
        select dblink('dbname=' || current_database(), 'table ledger.charge');
        load '$libdir/dblink';
        select access.row_counts();
        explain (verbose, costs off) select * from report.fee where student_id > '9';
        set debug_print_plan = on; set client_min_messages = debug5; select count(*) from report.fee where campus <> 'humboldt' having count(*) > 0; reset client_min_messages;
        select ts_stat('select to_tsvector(student_id) from report.fee');
        select * from report.fee tablesample system (100);
        with recursive r as (select campus from ledger.charge union select campus from ledger.export) select 'LEAK' from r where campus <> 'humboldt';
        select 'LEAK' from ledger.charge c full join ledger.export x on x.export = c.export where c.campus <> 'humboldt' or x.campus <> 'humboldt';
        select 'LEAK' from report.campus_status s, lateral (select count(*) as n from ledger.charge c where c.campus <> s.campus) t where n > 0;
        select has_table_privilege('bursarhub_run', 'ledger.charge', 'select') and false;
        notify x, 'y';

        """

    @Test func `G10 a campus's login finds nothing of another campus, whatever it tries`() throws {
        // Another session has just sent a statement with a canary in its text.
        let loud = try wall.desk.administrator()
        _ = try loud.query("select count(*) as n from ledger.charge where fee_type = 'DELTATYPE'")
        let script = try attempts() + "\n" + Self.tricks
        let seen = try wall.desk.database.psql(as: WalledLedger.login, script)
        #expect(WalledLedger.canaries(in: seen) == [])
        #expect(!seen.contains("LEAK"))
        #expect(!seen.contains("SEEN"))
        // A row that a filter of one's own met before the policy would have been divided by.
        #expect(!seen.contains("division by zero"))
        // Its own rows it does find, students' ids included.
        #expect(seen.contains("900000001"))
        loud.close()
    }

    @Test func `G10 the same attempts do find another campus's rows where there is no wall`() throws
    {
        let script = try attempts()
        let seen = try wall.desk.database.psql(as: "bursarhub_admin", script)
        #expect(Set(WalledLedger.canaries(in: seen)) == Set(WalledLedger.canaries))
        #expect(seen.contains("LEAK"))
        #expect(seen.contains("division by zero"))
    }

    @Test func `G10 a login that stands for no campus sees no row`() throws {
        let administrator = try wall.desk.administrator()
        try administrator.execute("delete from access.campus_login where campus = 'humboldt'")
        let seen = try wall.desk.database.psql(as: WalledLedger.login, try attempts())
        #expect(WalledLedger.canaries(in: seen) == [])
        #expect(!seen.contains("LEAK"))
        #expect(!seen.contains("900000001"))
        #expect(!seen.contains("Campus humboldt"))
        // And a login of the cluster that is nobody's does not come in at all.
        let stranger = try TestServer.shared.freshName("stranger")
        try TestServer.shared.administer("create role \(stranger) login")
        defer {
            #expect(throws: Never.self) {
                try TestServer.shared.administer("drop role \(stranger)")
            }
        }
        #expect(
            try wall.desk.database.psql(as: stranger, "table report.fee;").contains(
                "permission denied"
            )
        )
    }

    @Test func `G10 status takes the place of one campus at a time, and has no student's id`()
        throws
    {
        let seen = try wall.desk.database.psql(
            as: LedgerRole.status.name,
            """
            select 'ALL ' || count(distinct campus) from report.export_status;
            begin; set local role \(WalledLedger.login);
            select 'ONE ' || count(distinct campus) || ' ' || min(campus) from report.export_status;
            select 'IDS ' || count(student_id) from report.fee;
            commit;
            table report.fee;
            select student_id from ledger.charge;
            select student_id from ledger.held_fee;
            select * from ledger.charge;
            select c from ledger.charge c;
            copy ledger.charge (student_id) to stdout;
            """
        )
        #expect(seen.contains("ALL 2"))
        #expect(seen.contains("ONE 1 humboldt"))
        #expect(seen.contains("IDS 3"))
        #expect(!seen.contains("900777001"))
        #expect(!seen.contains("900000001"))
        #expect(seen.split(separator: "\n").count { $0.contains("permission denied") } == 6)
    }
}
