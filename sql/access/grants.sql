-- What each role may do with each table, view, sequence and function, and which rows it sees.
--
-- Everything is taken away first and then given as the list says: what is in no line, nobody but
-- the owner may touch. Every table has its row security enabled and forced. A test compares the
-- lists with the catalogue, so a new table needs its line here and nothing else.

do $grants$
declare
    ours constant text[] := array['registry', 'ledger', 'access', 'report', 'migration'];
    -- The rows of the campus whose login asks. No setting is asked, for a client can set those.
    own_campus constant text :=
        'campus = (select l.campus from access.campus_login l where l.login = current_user)';
    all_roles text;
    item record;
    rule record;
begin
    -- Those whose grants are ours to say; what a site gives to others stays.
    select 'public, bursarhub_run, bursarhub_status, bursarhub_purge, bursarhub_campus'
        || coalesce(string_agg(format(', %I', login), '' order by login), '')
    into all_roles
    from access.campus_login
    where to_regrole(quote_ident(login)) is not null;

    -- 1. All of it is the owner's, and nobody else's.
    for item in
        select nspname as name, nspowner::regrole <> 'bursarhub_owner'::regrole as is_foreign
        from pg_catalog.pg_namespace where nspname = any (ours)
    loop
        if item.is_foreign then
            execute format('alter schema %I owner to bursarhub_owner', item.name);
        end if;
        execute format('revoke all on schema %I from %s', item.name, all_roles);
    end loop;
    for item in
        select c.oid::regclass as name, c.relkind as kind, c.relrowsecurity as has_policies,
            c.relforcerowsecurity as forces_them, c.reloptions as options,
            c.relowner::regrole <> 'bursarhub_owner'::regrole as is_foreign,
            -- The sequence of an identity column goes with its table.
            not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid
                  and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass
                  and c.relkind = 'S') as stands_alone
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (ours) and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
        order by c.relkind, c.oid
    loop
        if item.is_foreign and item.stands_alone then
            execute format('alter %s %s owner to bursarhub_owner',
                case item.kind
                    when 'v' then 'view' when 'm' then 'materialized view'
                    when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end,
                item.name);
        end if;
        execute format('revoke all on %s %s from %s',
            case item.kind when 'S' then 'sequence' else 'table' end, item.name, all_roles);
        if item.kind = 'v' and not coalesce('security_invoker=true' = any (item.options), false) then
            execute format('alter view %s set (security_invoker = true)', item.name);
        end if;
        if item.kind in ('r', 'p') then
            if not item.has_policies then
                execute format('alter table %s enable row level security', item.name);
            end if;
            if not item.forces_them then
                execute format('alter table %s force row level security', item.name);
            end if;
        end if;
    end loop;
    for item in
        select p.oid::regprocedure as name, p.proowner::regrole <> 'bursarhub_owner'::regrole as is_foreign
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where n.nspname = any (ours)
    loop
        if item.is_foreign then
            execute format('alter routine %s owner to bursarhub_owner', item.name);
        end if;
        execute format('revoke all on routine %s from %s', item.name, all_roles);
    end loop;

    -- 2. The rows: all for those who work for the consortium, its own for a campus.
    for item in
        select p.polname as name, p.polrelid::regclass as relation
        from pg_catalog.pg_policy p
        join pg_catalog.pg_class c on c.oid = p.polrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (ours)
    loop
        execute format('drop policy %I on %s', item.name, item.relation);
    end loop;
    for item in
        select c.oid::regclass as relation,
            c.oid = 'ledger.run'::regclass as is_of_all_campuses,
            exists (
                select from pg_catalog.pg_attribute a
                where a.attrelid = c.oid and a.attname = 'campus' and not a.attisdropped
            ) as has_campus,
            c.oid = 'access.campus_login'::regclass as is_the_map
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (ours) and c.relkind in ('r', 'p')
    loop
        -- Under FORCE even an owner without a policy changes nothing, and is not told.
        execute format(
            'create policy owner_sees_all on %s to bursarhub_owner using (true) with check (true)',
            item.relation);
        -- Constant, so that a run pays nothing for it.
        execute format(
            'create policy run_sees_all on %s to bursarhub_run using (true) with check (true)',
            item.relation);
        execute format(
            'create policy status_sees_all on %s for select to bursarhub_status using (true)',
            item.relation);
        if item.is_the_map then
            execute format(
                'create policy campus_sees_its_own on %s for select to bursarhub_campus
                    using (login = current_user)',
                item.relation);
        elsif item.has_campus then
            execute format(
                'create policy campus_sees_its_own on %s for select to bursarhub_campus using (%s)',
                item.relation, own_campus);
        elsif item.is_of_all_campuses then
            execute format(
                'create policy campus_sees_its_own on %s for select to bursarhub_campus
                    using (exists (select from ledger.campus_run c where c.run = %s.run))',
                item.relation, item.relation);
        end if;
    end loop;

    -- 3. What the run may do. A line for each table; a new table gets one.
    for rule in
        select *
        from (values
            ('registry.campus', 'select, insert, update (revision)'),
            ('registry.revision', 'select, insert'),
            ('registry.profile', 'select, insert'),
            ('ledger.run', 'select, insert, update (state, finished_at)'),
            ('ledger.lease', 'select, insert, update (epoch, run, taken_at, expires_at, released_at)'),
            ('ledger.campus_run',
                'select, insert, update (outcome, message, remedy, started_at, finished_at, retries)'),
            ('ledger.run_export', 'select, insert'),
            ('ledger.trial_output', 'select, insert'),
            ('ledger.export',
                'select, insert, update (export_number, state, reason, message, run, decided_at,
                    revision, hub_version, booked_at, users, baseline, joins_next, let_pass,
                    decision, decided_by, decision_reason, written_off_at, held_for,
                    read_count, read_charge_cents, read_credit_cents,
                    written_count, written_charge_cents, written_credit_cents,
                    diverted_count, diverted_charge_cents, diverted_credit_cents,
                    held_count, held_charge_cents, held_credit_cents,
                    duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
                    skipped_count, skipped_charge_cents, skipped_credit_cents)'),
            ('ledger.charge', 'select, insert'),
            ('ledger.duplicate', 'select, insert'),
            ('ledger.held_fee',
                'select, insert, update (state, reason, message, cents, fee_date, joins_next,
                    settled_at, settled_by, bucket, output, record,
                    judged_revision, judged_version, judged_on, let_pass,
                    decision, decided_by, decided_at, decision_reason)'),
            ('ledger.output',
                'select, insert, update (state, epoch, name, run_sequence, file_sequence, outbox,
                    staged_name, sha256, bytes, records, id_hash, staged_at, published_at,
                    collected_at, recovered_by, void_at, voided_by, note,
                    decision, decided_by, decided_at, decision_reason)'),
            ('ledger.output_record', 'select, insert'),
            ('ledger.baseline', 'select, insert'),
            -- What was seen at the last look is no record, and is replaced at the next.
            ('ledger.sighting', 'select, insert, delete'),
            ('ledger.expectation', 'select, insert'),
            ('ledger.database_identity', 'select, insert'),
            ('ledger.accepted_database', 'select, insert'),
            -- Its rows come by ledger.append_audit, which numbers and chains them.
            ('ledger.audit', 'select'),
            ('ledger.purge_key', 'select, insert'),
            ('ledger.purge', 'select, insert'),
            ('ledger.purged', 'select'),
            ('ledger.purged_file', 'select, insert, update (removed_at)'),
            -- What became of it comes by the functions below; what was sent long ago is removed.
            ('ledger.notice', 'select, insert, delete'),
            ('ledger.told', 'select, insert, update (matters, told_at)'),
            ('ledger.told_output', 'select, insert'),
            ('access.campus_login', 'select'),
            ('access.token', 'select, insert, update (revoked_by, revoked_at)'),
            ('migration.applied', 'select'),
            ('migration.standing', 'select')
        ) as l (relation, run_may)
    loop
        if to_regclass(rule.relation) is not null then
            execute format('grant %s on %s to bursarhub_run', rule.run_may, rule.relation);
        end if;
    end loop;
    grant usage on sequence ledger.epoch to bursarhub_run;

    -- 4. Functions, and who may call them.
    for rule in
        select *
        from (values
            ('report.fiscal_year(date)', 'bursarhub_run, bursarhub_status, bursarhub_campus'),
            ('ledger.exports_before(text, timestamptz)', 'bursarhub_run'),
            ('ledger.outputs_before(text, timestamptz, integer[])', 'bursarhub_run'),
            ('ledger.purge_charges(text, bigint, bytea, integer[], integer[], integer[], text[], '
                || 'text[], integer[], bytea[], integer[], bytea[])', 'bursarhub_purge'),
            ('ledger.append_audit(text, text, text, text, text, bytea, text, text)', 'bursarhub_run'),
            ('ledger.waiting_notices(timestamptz, boolean)', 'bursarhub_run, bursarhub_status'),
            ('ledger.take_notice(bigint, integer, timestamptz, timestamptz, timestamptz)',
                'bursarhub_run, bursarhub_status'),
            ('ledger.end_try_of_notice(bigint, integer, timestamptz, timestamptz, text)',
                'bursarhub_run, bursarhub_status'),
            ('ledger.note_trace(text, text, text)', 'bursarhub_status'),
            ('access.grant_of_token(bytea)', 'bursarhub_status')
        ) as l (routine, roles)
    loop
        if to_regprocedure(rule.routine) is not null then
            execute format('grant execute on function %s to %s', rule.routine, rule.roles);
        end if;
    end loop;

    -- 5. The views of `report`, and of the tables below them the columns that they show: a view
    --    runs with the rights of whoever asks. Those that begin with `fee` follow single fees and
    --    show students' ids, to their campus alone.
    for rule in
        select c.oid::regclass as relation, not starts_with(c.relname, 'fee') as is_for_all
        from pg_catalog.pg_class c
        where c.relnamespace = 'report'::regnamespace and c.relkind = 'v'
    loop
        execute format('grant select on %s to bursarhub_run, bursarhub_campus', rule.relation);
        if rule.is_for_all then
            execute format('grant select on %s to bursarhub_status', rule.relation);
        end if;
    end loop;
    for rule in
        select d.refobjid::regclass as relation, not starts_with(v.relname, 'fee') as is_for_all,
            string_agg(distinct quote_ident(a.attname), ', ') as columns
        from pg_catalog.pg_class v
        join pg_catalog.pg_rewrite r on r.ev_class = v.oid
        join pg_catalog.pg_depend d
            on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
            and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
        join pg_catalog.pg_attribute a
            on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.attnum > 0
        where v.relnamespace = 'report'::regnamespace and v.relkind = 'v'
        group by d.refobjid, not starts_with(v.relname, 'fee')
    loop
        execute format('grant select (%s) on %s to bursarhub_campus', rule.columns, rule.relation);
        if rule.is_for_all then
            execute format('grant select (%s) on %s to bursarhub_status', rule.columns, rule.relation);
        end if;
    end loop;
    -- A policy asks with the rights of whoever it judges.
    grant select (campus, login) on access.campus_login to bursarhub_status, bursarhub_campus;
    grant select (campus, run) on ledger.campus_run to bursarhub_campus;
    -- Whether there are tokens at all, and nothing about them.
    grant select (created_at) on access.token to bursarhub_status;
    -- Whether a home has the key by which a trace finds what is purged.
    grant select (campus, check_value) on ledger.purge_key to bursarhub_status;
    -- `database status` and the status pages say of which version the database is.
    grant select on migration.applied, migration.standing to bursarhub_status;

    grant usage on schema registry, ledger, access, report
        to bursarhub_run, bursarhub_status, bursarhub_campus;
    grant usage on schema migration to bursarhub_run, bursarhub_status;
    grant usage on schema ledger to bursarhub_purge;
end
$grants$;
