-- The audit trail: who did what, when, to which and why, in a chain of digests.
--
-- A row's hash is SHA-256 over the hash before it and the row itself, so that a row that was
-- edited, taken out or moved no longer fits. That its end was cut off only the anchor outside the
-- database shows. Rows come by ledger.append_audit alone: it numbers, dates and hashes them, so
-- whoever may only execute it can neither leave a number out nor give a row another time.
-- No student id and no name of a patron stands here.

create table ledger.audit (
    -- Empty for what concerns all campuses.
    campus text not null,
    -- Counts all rows, of all campuses, from 1 and without a gap.
    number bigint not null,
    -- By the database's clock.
    at timestamptz not null,
    -- The login of the session, whoever the program says it works for.
    login text not null,
    -- The person, or the run.
    who text not null,
    act text not null,
    -- An output, a held matter, an export, a run: humboldt-17, humboldt-f12, humboldt-x3.
    subject text,
    -- What the person said.
    reason text,
    -- SHA-256 of the file that it is about.
    digest bytea,
    -- A tally, or books of six tallies. As text, because the hash is over its bytes.
    totals json,
    -- Further facts, in their order: {"name": "text"}. As text, too.
    facts json not null,
    -- The hash of the row before; zeros before the first.
    previous bytea not null,
    hash bytea not null,

    constraint audit_pkey primary key (campus, number),
    constraint audit_row_has_its_number_alone unique (number),
    constraint audit_counts_from_one check (number >= 1),
    constraint audit_says_who_and_what check (who ~ '[^[:space:]]' and act ~ '^[a-z_]+$'),
    constraint audit_reason_says_something check (reason ~ '[^[:space:]]'),
    constraint audit_digest_has_32_bytes check (octet_length(digest) = 32),
    constraint audit_hashes_have_32_bytes
        check (octet_length(previous) = 32 and octet_length(hash) = 32),
    constraint audit_facts_are_names_and_values
        check (json_typeof(facts) = 'object' and coalesce(json_typeof(totals), 'object') = 'object')
);

-- The trail of some days; rows come in the order of time, but for a clock that was set back.
create index audit_by_time on ledger.audit using brin (at) with (pages_per_range = 8);

comment on table ledger.audit is
    'The audit trail, chained by digests. Rows are added by ledger.append_audit, never changed.';

-- Not what protects the trail from an owner of the database, but what stops a slip.
create function ledger.refuse_audit_change() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'the audit trail is only added to' using errcode = 'object_not_in_prerequisite_state';
end
$$;

revoke all on function ledger.refuse_audit_change() from public;

create trigger audit_is_only_added_to
    before update or delete or truncate on ledger.audit
    for each statement execute function ledger.refuse_audit_change();

-- The length before the text: no two rows have the same canonical form.
create function ledger.audit_field(value text) returns text
    language sql immutable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(octet_length(convert_to(value, 'UTF8'))::text || ':' || value, '-') || ';'
$$;

revoke all on function ledger.audit_field(text) from public;

-- Adds a row, and returns its number.
--
-- Call it last: from here to the end of the transaction all others who add to the trail wait.
create function ledger.append_audit(
    p_campus text,
    p_who text,
    p_act text,
    p_subject text,
    p_reason text,
    p_digest bytea,
    p_totals text,
    p_facts text
) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_number bigint;
    v_previous bytea;
    v_at timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended('bursarhub audit', 0));
    select number, hash into v_number, v_previous
    from ledger.audit order by number desc limit 1;
    v_number := coalesce(v_number, 0) + 1;
    v_previous := coalesce(v_previous, decode(repeat('00', 32), 'hex'));
    v_at := clock_timestamp();
    insert into ledger.audit (
        campus, number, at, login, who, act, subject, reason, digest, totals, facts,
        previous, hash)
    values (
        p_campus, v_number, v_at, session_user, p_who, p_act, p_subject, p_reason, p_digest,
        p_totals::json, p_facts::json, v_previous,
        sha256(v_previous || convert_to(
            ledger.audit_field(p_campus)
            || ledger.audit_field(v_number::text)
            || ledger.audit_field((extract(epoch from v_at) * 1000000)::bigint::text)
            || ledger.audit_field(session_user::text)
            || ledger.audit_field(p_who)
            || ledger.audit_field(p_act)
            || ledger.audit_field(p_subject)
            || ledger.audit_field(p_reason)
            || ledger.audit_field(encode(p_digest, 'hex'))
            || ledger.audit_field(p_totals)
            || ledger.audit_field(p_facts), 'UTF8')));
    return v_number;
end
$$;

revoke all on function ledger.append_audit(text, text, text, text, text, bytea, text, text)
    from public;

comment on function ledger.append_audit(text, text, text, text, text, bytea, text, text) is
    'Adds a row to the audit trail, numbered, dated and chained. To be called last in a transaction.';

-- What the trail cannot tell about: what was before it.
select ledger.append_audit(
    '', session_user::text, 'migrated', null, null, null, null,
    '{"migration": "7", "name": "audit"}');
