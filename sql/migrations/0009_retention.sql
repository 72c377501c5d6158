-- Retention: what is left of fees, exports and outputs whose time is over.
--
-- A purge moves a charge's row to ledger.purged, with its key and fingerprint as HMAC-SHA-256 and
-- without the student's id: so the fee is recognised if it comes again, and nobody can tell whose it
-- was. The HMAC key lies in a home, never here.

alter table ledger.export
    -- Set when its file was given up and its fees went to ledger.purged; null before.
    add column purged_at timestamptz,
    -- Set when also what its fees came to was given up: only keys and totals are left; null before.
    add column forgotten_at timestamptz,
    add constraint purged_export_was_decided check (purged_at is null or state <> 'held'),
    add constraint forgotten_export_was_purged check (forgotten_at is null or purged_at is not null);

comment on column ledger.export.purged_at is
    'When its file was given up and its fees moved to ledger.purged. Its name, number, SHA-256 and books stay.';

alter table ledger.output
    -- Set when its file was given up; null before.
    add column purged_at timestamptz,
    add constraint purged_output_is_settled
        check (purged_at is null or state in ('published', 'void'));

comment on column ledger.output.purged_at is
    'When its file was given up; all of its fees are in ledger.purged by then.';

create table ledger.purged (
    campus text not null,
    kind text not null,
    -- HMAC-SHA-256 of the charge's id; of a derived one without its place among equal fees.
    id bytea not null,
    -- That place, from 1; 0 for a transaction id of Alma's.
    place integer not null,
    generation integer not null,
    -- HMAC-SHA-256 of the charge's fingerprint.
    fingerprint bytea not null,
    -- What the fee came to, until its export is forgotten; null then.
    cents bigint,
    fee_type text,
    library text,
    fee_date date,
    export integer not null,
    ordinal bigint not null,
    line bigint not null,
    bucket text not null,
    reason text,
    output integer,
    record bigint,
    booked_at timestamptz not null,

    -- A further charge of the same fee, or of its key, has a row of its own.
    constraint purged_pkey primary key (campus, kind, id, place, generation, export, ordinal),
    constraint purged_charge_belongs_to_an_export
        foreign key (campus, export) references ledger.export (campus, export),
    constraint kind_is_a_charge_kind check (kind in ('btx', 'drv')),
    constraint id_is_an_hmac check (octet_length(id) = 32),
    constraint fingerprint_is_an_hmac check (octet_length(fingerprint) = 32),
    constraint derived_key_has_its_place check ((kind = 'drv') = (place > 0) and place >= 0)
);

-- The charges of an export come together, as in ledger.charge.
create index purged_by_booking on ledger.purged using brin (booked_at)
    with (pages_per_range = 32, autosummarize = on);

comment on table ledger.purged is
    'Charges without personal data: keys and fingerprints as HMAC, so that a fee is recognised for ever. Rows are added, and lose what they came to when their export is forgotten.';

create table ledger.purge_key (
    campus text not null,
    -- HMAC-SHA-256 of a constant text: tells whether a key is the one that the campus was purged with.
    check_value bytea not null,
    made_at timestamptz not null,

    constraint purge_key_pkey primary key (campus),
    constraint check_value_is_an_hmac check (octet_length(check_value) = 32)
);

comment on table ledger.purge_key is 'By what the HMAC key of a campus is known. The key itself is in no database.';

create table ledger.purge (
    campus text not null,
    -- Counts the purges of a campus.
    purge integer not null,
    -- The name under which the campus was claimed, and who asked.
    run text not null,
    person text not null,
    hub_version text not null,
    revision integer not null,
    -- The last days, at the campus, of what was given up.
    files_until date not null,
    ledger_until date not null,
    exports bigint not null,
    outputs bigint not null,
    charges bigint not null,
    student_ids bigint not null,
    -- Exports of which only keys and totals are left now.
    forgotten bigint not null,
    purged_at timestamptz not null,

    constraint purge_pkey primary key (campus, purge),
    constraint purge_has_its_revision
        foreign key (campus, revision) references registry.revision (campus, revision),
    constraint purges_count_from_one check (purge >= 1)
);

comment on table ledger.purge is 'Who removed what retention no longer allows, and when.';

create table ledger.purged_file (
    campus text not null,
    purge integer not null,
    -- Of files in the campus's archive, whatever they are called.
    sha256 bytea not null,
    -- Set when they were gone from the archive; null before.
    removed_at timestamptz,

    constraint purged_file_pkey primary key (campus, purge, sha256),
    constraint purged_file_belongs_to_a_purge
        foreign key (campus, purge) references ledger.purge (campus, purge),
    constraint sha256_has_32_bytes check (octet_length(sha256) = 32)
);

create index purged_file_to_remove on ledger.purged_file (campus) where removed_at is null;

comment on table ledger.purged_file is
    'Archived files that a purge gave up. They are removed after it is committed, by it or by the next one.';

alter table ledger.held_fee
    -- A purged fee keeps none; the row stays, for what became of the fee is no secret.
    alter column fingerprint drop not null;

-- A duplicate names the charge it repeats: by its id, or by the HMAC of the id once it is purged.
alter table ledger.duplicate
    alter column id drop not null,
    add column purged_id bytea,
    add constraint duplicate_names_its_charge check (num_nonnulls(id, purged_id) = 1),
    add constraint purged_id_is_an_hmac check (octet_length(purged_id) = 32);

-- Exports that came before a moment and are not purged, and whether something of them is still open.
create function ledger.exports_before(p_campus text, p_until timestamptz)
    returns table (export integer, is_open boolean)
    language sql stable
    set search_path = ''
as $$
    select x.export,
        x.state = 'held'
        or exists (
            select from ledger.held_fee h
            where h.campus = x.campus and h.export = x.export and h.state = 'open')
        or exists (
            select from ledger.output o
            where o.campus = x.campus
              and (o.planned_at = x.booked_at
                or o.output in (
                    select h.output from ledger.held_fee h
                    where h.campus = x.campus and h.export = x.export and h.output is not null))
              -- Nobody knows whether a file on a server was collected: there, delivered is done.
              and (o.planned_at >= p_until
                or not (o.state = 'void'
                    or o.state = 'published'
                    and (o.collected_at is not null or o.outbox like 'sftp://%'))))
    from ledger.export x
    where x.campus = p_campus and x.purged_at is null and x.taken_at < p_until
$$;

comment on function ledger.exports_before is
    'The exports that a purge up to a moment is about; an open one has a held fee, or an output that is not settled or is younger.';

-- Outputs that came before a moment and go with these exports and those that are purged already.
create function ledger.outputs_before(p_campus text, p_until timestamptz, p_exports integer[])
    returns table (output integer)
    language sql stable
    set search_path = ''
as $$
    with kept as (
        select x.export, x.booked_at from ledger.export x
        where x.campus = p_campus and x.purged_at is null and not x.export = any (p_exports)
    )
    select o.output
    from ledger.output o
    where o.campus = p_campus and o.purged_at is null and o.planned_at < p_until
      and (o.state = 'void'
        or o.state = 'published' and (o.collected_at is not null or o.outbox like 'sftp://%'))
      and not exists (select from kept k where k.booked_at = o.planned_at)
      and not exists (
        select from ledger.held_fee h join kept k on k.export = h.export
        where h.campus = o.campus and h.output = o.output)
$$;

comment on function ledger.outputs_before is
    'The settled outputs up to a moment of which no fee is in another export that is kept.';

-- The one thing that may take charges away. Called several times in one transaction: once with the
-- exports and outputs to give up, then with the keys of their charges, some thousands at a time.
--
-- It believes nothing it is told of times and states: whatever the configuration says, nothing of
-- the running fiscal year goes, nothing that is open, and only for whoever holds the campus's claim.
create function ledger.purge_charges(
    p_campus text,
    p_epoch bigint,
    p_check_value bytea,
    p_exports integer[],
    p_outputs integer[],
    p_forgotten integer[],
    p_kinds text[],
    p_ids text[],
    p_generations integer[],
    p_purged_ids bytea[],
    p_places integer[],
    p_fingerprints bytea[]
)
    returns bigint
    language plpgsql
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until timestamptz;
    v_moved bigint;
    v_key record;
begin
    perform from ledger.lease
    where campus = p_campus and epoch = p_epoch and released_at is null
    for update;
    if not found then
        raise exception 'the campus is not claimed' using errcode = 'object_not_in_prerequisite_state';
    end if;

    insert into ledger.purge_key (campus, check_value, made_at)
    values (p_campus, p_check_value, now())
    on conflict do nothing;
    perform from ledger.purge_key where campus = p_campus and check_value = p_check_value;
    if not found then
        raise exception 'the campus was purged with another key'
            using errcode = 'object_not_in_prerequisite_state';
    end if;

    -- The fiscal year begins on 1 July, by the campus's calendar.
    select make_date(extract(year from d.today)::int - (extract(month from d.today) < 7)::int, 7, 1)::timestamp
            at time zone r.time_zone
    into v_until
    from registry.campus c
    join registry.revision r on r.campus = c.campus and r.revision = c.revision
    cross join lateral (select (now() at time zone r.time_zone)::date as today) d
    where c.campus = p_campus;

    if cardinality(p_exports) > 0 then
        update ledger.export x
        set purged_at = transaction_timestamp()
        from ledger.exports_before(p_campus, v_until) b
        where x.campus = p_campus and x.export = b.export and not b.is_open
          and x.export = any (p_exports);
        get diagnostics v_moved = row_count;
        if v_moved <> cardinality(p_exports) then
            raise exception 'an export is not to be purged'
                using errcode = 'object_not_in_prerequisite_state';
        end if;
        update ledger.held_fee
        set student_id = null, kind = null, id = null, fingerprint = null
        where campus = p_campus and export = any (p_exports);
    end if;

    if cardinality(p_outputs) > 0 then
        update ledger.output o
        set purged_at = transaction_timestamp()
        from ledger.outputs_before(p_campus, v_until, '{}') b
        where o.campus = p_campus and o.output = b.output and o.output = any (p_outputs);
        get diagnostics v_moved = row_count;
        if v_moved <> cardinality(p_outputs) then
            raise exception 'an output is not to be purged'
                using errcode = 'object_not_in_prerequisite_state';
        end if;
    end if;

    if cardinality(p_forgotten) > 0 then
        update ledger.export
        set forgotten_at = transaction_timestamp()
        where campus = p_campus and export = any (p_forgotten) and forgotten_at is null
          and purged_at is not null and taken_at < v_until;
        get diagnostics v_moved = row_count;
        if v_moved <> cardinality(p_forgotten) then
            raise exception 'an export is not to be forgotten'
                using errcode = 'object_not_in_prerequisite_state';
        end if;
        update ledger.purged
        set cents = null, fee_type = null, library = null, fee_date = null
        where campus = p_campus and export = any (p_forgotten);
        update ledger.held_fee
        set cents = null, fee_type = '', library = null, fee_date = null
        where campus = p_campus and export = any (p_forgotten);
        delete from ledger.output_record r
        using ledger.output o
        where r.campus = p_campus and o.campus = r.campus and o.output = r.output
          and o.purged_at is not null
          and not exists (
            select from ledger.export x
            where x.campus = o.campus and x.booked_at = o.planned_at and x.forgotten_at is null);
    end if;

    update ledger.duplicate d
    set id = null, purged_id = k.purged_id
    from unnest(p_kinds, p_ids, p_generations, p_purged_ids)
        as k (kind, id, generation, purged_id)
    where d.campus = p_campus and d.kind = k.kind and d.id = k.id and d.generation = k.generation;

    -- One by one, by the primary key: a join of thousands may be planned as a walk over all charges.
    v_moved := 0;
    for v_key in
        select *
        from unnest(p_kinds, p_ids, p_generations, p_purged_ids, p_places, p_fingerprints)
            as k (kind, id, generation, purged_id, place, fingerprint)
    loop
        with moved as (
            delete from ledger.charge c
            where c.campus = p_campus and c.kind = v_key.kind and c.id = v_key.id
              and c.generation = v_key.generation
              and exists (
                select from ledger.export x
                where x.campus = c.campus and x.export = c.export
                  and x.purged_at = transaction_timestamp())
            returning c.*
        )
        insert into ledger.purged (
            campus, kind, id, place, generation, fingerprint, cents, fee_type, library, fee_date,
            export, ordinal, line, bucket, reason, output, record, booked_at)
        select m.campus, m.kind, v_key.purged_id, v_key.place, m.generation, v_key.fingerprint,
            m.cents, m.fee_type, m.library, m.fee_date, m.export, m.ordinal, m.line, m.bucket,
            m.reason, m.output, m.record, m.booked_at
        from moved m;
        if not found then
            raise exception 'a charge is not to be purged'
                using errcode = 'object_not_in_prerequisite_state';
        end if;
        v_moved := v_moved + 1;
    end loop;
    return v_moved;
end
$$;

comment on function ledger.purge_charges is
    'Gives up exports, outputs and the personal data of their charges; for the purge role alone.';

revoke all on function ledger.purge_charges from public;
