-- What pages and reports read, with the rights of whoever looks; what Alma's job reports said; and
-- the tokens with which somebody looks.

alter table registry.revision
    -- The last day that the campus's term table has a code for. Null where the campus has no such
    -- table, and for revisions that were recorded before this column was there.
    add column terms_end date;

comment on column registry.revision.terms_end is
    'The last day of the term table; null without one, and for revisions of earlier versions.';

alter table ledger.export
    -- Null where the export could not be read to its end, and for those that came before this column.
    add column users bigint,
    add constraint users_are_not_negative check (users >= 0);

comment on column ledger.export.users is
    'How many users it held, fees or none; null where it was not read to its end, or by an earlier version.';

create table ledger.expectation (
    campus text not null,
    export_number text not null,
    -- Counts what was said of this export; the last one counts.
    statement integer not null,
    -- What Alma's job report says. Null: what was said before is withdrawn.
    users bigint,
    fees bigint,
    person text not null,
    reason text,
    stated_at timestamptz not null,

    constraint expectation_pkey primary key (campus, export_number, statement),
    constraint expectation_of_a_campus foreign key (campus) references registry.campus (campus),
    constraint statements_count_from_one check (statement >= 1),
    constraint export_number_says_something check (export_number ~ '[^[:space:]]'),
    constraint expectation_has_both_figures check (num_nulls(users, fees) in (0, 2)),
    constraint expected_figures_are_not_negative check (users >= 0 and fees >= 0),
    -- It was a difference that somebody had to look at.
    constraint withdrawal_says_why check (users is not null or reason is not null),
    constraint reason_says_something check (reason ~ '[^[:space:]]')
);

comment on table ledger.expectation is
    'What Alma''s job report says of an export, as a person stated it. Rows are added, never changed.';

create table access.token (
    name text not null,
    -- SHA-256 of the token, which stands nowhere.
    hash bytea not null,
    -- Null: the token is the consortium's.
    bound_to text,
    may_trace boolean not null,
    created_by text not null,
    created_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,

    -- A name is given once, so that the trail tells of one token.
    constraint token_pkey primary key (name),
    constraint token_has_its_hash_alone unique (hash),
    constraint token_of_a_campus foreign key (bound_to) references registry.campus (campus),
    constraint token_name_is_plain check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$'),
    constraint hash_is_sha256 check (octet_length(hash) = 32),
    constraint revoked_token_has_its_time check ((revoked_by is null) = (revoked_at is null))
);

comment on table access.token is
    'With what somebody reads pages, API and metrics. The token itself was shown once, and stands nowhere.';

-- What a token lets its bearer see; no row for one that is unknown or revoked.
--
-- Whoever may only execute it can neither list tokens nor tell a revoked one from none.
create function access.grant_of_token(p_hash bytea)
    returns table (name text, campus text, may_trace boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select t.name, t.bound_to, t.may_trace
    from access.token t
    where t.hash = p_hash and t.revoked_at is null
$$;

revoke all on function access.grant_of_token(bytea) from public;

comment on function access.grant_of_token(bytea) is
    'What the token with this SHA-256 lets its bearer see; for the status login alone.';

-- Tells in the trail that fees of a campus were traced on a page, and by whom.
create function ledger.note_trace(p_campus text, p_who text, p_subject text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from registry.campus c where c.campus = p_campus) then
        raise exception 'there is no such campus' using errcode = 'foreign_key_violation';
    end if;
    if octet_length(p_who) > 256 or octet_length(p_subject) > 256 then
        raise exception 'too long for the trail' using errcode = 'string_data_right_truncation';
    end if;
    return ledger.append_audit(
        p_campus, p_who, 'traced', p_subject, null, null, null, '{"on": "page"}');
end
$$;

revoke all on function ledger.note_trace(text, text, text) from public;

comment on function ledger.note_trace(text, text, text) is
    'Adds one row of the act `traced` to the audit trail; for the status login alone.';

-- Views. What stands in one of them, campuses and status pages may read (sql/access/grants.sql).

create view report.run with (security_invoker = true) as
select r.run,
    r.mode,
    r.state,
    r.is_demo,
    r.run_date,
    r.hub_version,
    r.started_at,
    r.finished_at
from ledger.run r;

comment on view report.run is
    'A row for each run; a campus finds those that looked at it. What it did there, report.run_summary tells.';
comment on column report.run.run_date is 'The business day that a person gave for all campuses; else null.';

create view report.run_export with (security_invoker = true) as
select e.campus,
    e.run,
    e.position,
    e.file_name,
    e.sha256,
    e.export_number,
    e.state,
    e.reason,
    e.message,
    e.received_at,
    e.read_count, e.read_charge_cents, e.read_credit_cents
from ledger.run_export e;

comment on view report.run_export is
    'The files that a run looked at, as it showed them. What became of one since, report.export_status tells.';

create view report.trial_output with (security_invoker = true) as
select t.campus,
    t.run,
    t.position,
    t.name,
    t.kind,
    t.sha256,
    t.bytes,
    t.fees,
    t.records,
    t.charge_cents,
    t.credit_cents,
    t.id_hash,
    t.path
from ledger.trial_output t;

comment on view report.trial_output is 'What a run wrote for a campus on trial: shown, never delivered.';

create view report.revision with (security_invoker = true) as
select r.campus,
    r.revision,
    r.revision = c.revision as is_in_force,
    r.cause,
    r.reason,
    r.name,
    r.state,
    r.declared_state,
    r.paused_at,
    r.paused_by,
    r.pause_reason,
    r.time_zone,
    r.layout_confirmed,
    r.outbox,
    r.load_settings,
    r.terms_end,
    r.recorded_at,
    r.recorded_by,
    r.hub_version
from registry.revision r
join registry.campus c on c.campus = r.campus;

comment on view report.revision is
    'A row for each configuration that a campus ever had, without its files.';
comment on column report.revision.load_settings is 'What the clerk enters at the file load.';

create view report.profile with (security_invoker = true) as
select p.campus,
    p.revision,
    p.position,
    p.code,
    p.location,
    p.schedule,
    p.overdue_after_seconds,
    p.starts_after,
    p.format
from registry.profile p;

comment on view report.profile is
    'The Alma profiles of each revision: the code that its exports begin with, where and when they come.';
comment on column report.profile.starts_after is 'Cut-over: exports of this day and before are not the hub''s. Null: none.';

create view report.work with (security_invoker = true) as
select l.campus,
    l.run,
    l.taken_at
from ledger.lease l
where l.released_at is null and l.expires_at > now();

comment on view report.work is 'Which run works on which campus at this moment.';

create view report.held_fee with (security_invoker = true) as
select f.campus,
    f.campus || '-f' || f.held as id,
    f.state,
    f.reason,
    f.message,
    f.campus || '-x' || f.export as export,
    f.ordinal,
    f.line,
    case when f.kind = 'btx' then f.id end as transaction_id,
    f.fee_type,
    f.library,
    f.cents as signed_cents,
    f.fee_date,
    f.since,
    f.judged_revision,
    f.judged_version,
    f.judged_on,
    f.joins_next,
    f.settled_at,
    f.settled_by,
    f.bucket,
    f.campus || '-' || f.output as output,
    f.record as place_in_output,
    f.campus || '-' || f.from_output as from_output,
    f.decision,
    f.decided_by,
    f.decided_at,
    f.decision_reason
from ledger.held_fee f;

comment on view report.held_fee is
    'Every fee that waits or waited, and what became of it. What waits now, exports too, is in report.held_item.';
comment on column report.held_fee.from_output is 'The void output that it was taken out of.';

create view report.export_output with (security_invoker = true) as
select w.campus,
    w.campus || '-x' || w.export as export,
    w.campus || '-' || w.output as output,
    count(*) as fees
from (
    select c.campus, c.export, c.output
    from ledger.charge c
    -- By the time of booking charges are found: who may read this may use it.
    where c.output is not null and c.booked_at is not null
    union all
    select f.campus, f.export, f.output
    from ledger.held_fee f
    where f.output is not null
) w
group by w.campus, w.export, w.output;

comment on view report.export_output is
    'Which outputs an export''s fees went to, and how many; of a fee that a void output gave up, both.';

create view report.expectation with (security_invoker = true) as
select e.campus,
    e.export_number,
    e.statement,
    e.users,
    e.fees,
    e.person,
    e.reason,
    e.stated_at
from ledger.expectation e;

comment on view report.expectation is
    'What Alma''s job reports say of exports, as people stated it: of one export the last statement counts.';
comment on column report.expectation.users is 'Null: the statement before is withdrawn.';

create or replace view report.export_status with (security_invoker = true) as
select x.campus,
    x.campus || '-x' || x.export as id,
    x.file_name,
    x.sha256,
    x.bytes,
    x.export_number,
    x.export_date,
    x.state,
    x.reason,
    x.message,
    x.received_at,
    x.taken_at,
    x.booked_at,
    x.run,
    x.baseline is not null as is_of_baseline,
    x.read_count, x.read_charge_cents, x.read_credit_cents,
    x.written_count, x.written_charge_cents, x.written_credit_cents,
    x.diverted_count, x.diverted_charge_cents, x.diverted_credit_cents,
    x.held_count, x.held_charge_cents, x.held_credit_cents,
    x.duplicate_count, x.duplicate_charge_cents, x.duplicate_credit_cents,
    x.skipped_count, x.skipped_charge_cents, x.skipped_credit_cents,
    x.profile_code,
    x.users,
    x.revision,
    x.hub_version,
    x.joins_next,
    x.held_for,
    x.decision,
    x.decided_by,
    x.decision_reason,
    x.decided_at,
    x.written_off_at
from ledger.export x;

comment on column report.export_status.joins_next is 'A person released it, and the next run takes it up.';
comment on column report.export_status.held_for is 'What one that a person wrote off was held for.';
comment on column report.export_status.decided_at is 'When it came to its present state.';

create or replace view report.output_status with (security_invoker = true) as
select o.campus,
    o.campus || '-' || o.output as id,
    o.name,
    o.kind,
    o.state,
    o.note,
    o.run,
    o.run_date,
    o.outbox,
    o.sha256,
    o.bytes,
    o.fees,
    o.records,
    o.charge_cents,
    o.credit_cents,
    o.id_hash,
    o.planned_at,
    o.published_at,
    o.collected_at,
    o.void_at,
    o.revision,
    o.format,
    o.run_sequence,
    o.staged_at,
    o.voided_by,
    o.recovered_by,
    o.decision,
    o.decided_by,
    o.decided_at,
    o.decision_reason
from ledger.output o;

comment on column report.output_status.run_sequence is 'Its number among the outputs of its campus and business day.';
comment on column report.output_status.recovered_by is 'The run that brought it to its end for an interrupted one.';
