import TestSupport
import Testing

/// A database that answers, but for one campus not as it should.
@Suite struct StrangeDatabaseTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2, 2)

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
        try site.put(humboldt, at: "humboldt")
        try site.put(sonoma, at: "sonoma")
    }

    private func expectUndisturbed(_ run: HubProcess.Outcome, exit: Int32) throws {
        #expect(run.exit == exit)
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
    }

    private func expectAsIfNothingHadBeen() throws {
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.ledger.charges == 5)
        #expect(try site.ledger.outputs == 2)
    }

    @Test func `F18 G5 a recorded revision that cannot be read stops its campus alone`() throws {
        try site.administer(
            """
            create table public.kept as select sources from registry.revision where campus = 'humboldt';
            update registry.revision set sources = '[{"name": "humboldt.yaml", "text": "campus: ["}]'
            where campus = 'humboldt'
            """
        )
        let run = try site.run()
        try expectUndisturbed(run, exit: 1)
        #expect(try run.campus("humboldt")["outcome"] == "config_error")
        try site.administer(
            """
            update registry.revision set sources = (select sources from public.kept)
            where campus = 'humboldt'
            """
        )
        try expectAsIfNothingHadBeen()
    }

    @Test(arguments: ["deadlock_detected", "serialization_failure", "lock_not_available"])
    func `F51 a transaction that the server gives up is begun again at once, five times`(
        _ condition: String
    ) throws {
        // A sequence counts what is rolled back, too: the sixth try comes through.
        try site.administer(
            """
            create sequence public.tries;
            grant usage on sequence public.tries to public;
            create function public.give_up() returns trigger language plpgsql
            security definer as $$ begin
                if nextval('public.tries') <= 5 then raise \(condition); end if;
                return new;
            end $$;
            create trigger give_up before insert on ledger.charge
            for each row when (new.campus = 'humboldt') execute function public.give_up()
            """
        )
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["retries"] == 5)
        #expect(try run.campus("sonoma")["retries"] == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.ledger.charges == 5)
        #expect(try site.ledger.outputs == 2)
    }

    /// The claim and its end, T2 and T3: each is given up twice.
    @Test func `F51 whatever of a campus the server gives up is begun again, and counted`() throws {
        let stops = [
            "insert on ledger.lease for each row when (new.campus = 'humboldt'",
            "update on ledger.output for each row when (new.campus = 'humboldt' and old.state = 'planned'",
            "update on ledger.output for each row when (new.campus = 'humboldt' and new.state = 'published'",
            "update on ledger.lease for each row when (new.campus = 'humboldt' and new.released_at is not null",
        ]
        for (number, stop) in stops.enumerated() {
            try site.administer(
                """
                create sequence public.tries_\(number);
                grant usage on sequence public.tries_\(number) to public;
                create function public.give_up_\(number)() returns trigger language plpgsql
                security definer as $$ begin
                    if nextval('public.tries_\(number)') <= 2 then raise deadlock_detected; end if;
                    return new;
                end $$;
                create trigger give_up_\(number) before \(stop)) execute function public.give_up_\(number)()
                """
            )
        }
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["retries"] == 8)
        #expect(try run.campus("sonoma")["retries"] == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(sonoma.fees)])
        #expect(try site.openLeases() == 0)
        #expect(try site.command(["summary"]).output.contains("8 transactions begun again"))
    }

    @Test func `F51 what a person decides is begun again as well`() throws {
        try site.administer(
            """
            create sequence public.tries;
            grant usage on sequence public.tries to public;
            create function public.give_up() returns trigger language plpgsql
            security definer as $$ begin
                if nextval('public.tries') <= 2 then raise deadlock_detected; end if;
                return new;
            end $$;
            create trigger give_up before insert on ledger.audit
            for each row execute function public.give_up()
            """
        )
        let paused = try site.command(["campus", "pause", "humboldt", "--reason", "the term ended"])
        #expect(paused.exit == 0)
        #expect(try site.run().campus("humboldt")["outcome"] == "paused")
        #expect(try site.command(["verify"]).exit == 0)
    }

    @Test(arguments: ["deadlock_detected", "serialization_failure"])
    func `F51 a transaction that the server gives up is made by the next run`(
        _ condition: String
    ) throws {
        try site.administer(
            """
            create function public.give_up() returns trigger language plpgsql as
            $$ begin raise \(condition); end $$;
            create trigger give_up before insert on ledger.charge
            for each row when (new.campus = 'humboldt') execute function public.give_up()
            """
        )
        let run = try site.run()
        try expectUndisturbed(run, exit: 3)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        try site.administer("drop trigger give_up on ledger.charge")
        try expectAsIfNothingHadBeen()
    }
}
