-- The views for people and their tools: psql, spreadsheets, BI.
--
-- Each runs with the rights of whoever asks, so a campus's login finds its own rows and nothing
-- else. None has a name, a title, a barcode, a call number or a comment, for nothing in this
-- database has. Students' ids stand in report.fee alone, which is for campuses.

create schema report;

comment on schema report is
    'Views for people and their tools. Amounts are integer cents; credits are positive numbers but where a column says signed.';

-- CSU's fiscal year, named for the calendar year in which it ends.
create function report.fiscal_year(day date) returns integer
    language sql immutable parallel safe
    return extract(year from day + interval '6 months')::integer;

comment on function report.fiscal_year(date) is
    'The fiscal year of a day: 1 July 2026 to 30 June 2027 is 2027.';

create view report.campus_status with (security_invoker = true) as
select c.campus,
    r.name,
    r.state,
    r.layout_confirmed,
    x.file_name as last_export_file,
    x.received_at as last_export_received_at,
    x.export_number as last_export_number,
    p.run as last_run,
    p.finished_at as last_run_finished_at,
    p.outcome as last_run_outcome,
    p.message as last_run_message,
    (select count(*) from ledger.held_fee h where h.campus = c.campus and h.state = 'open') as held_fees,
    (select count(*) from ledger.export e where e.campus = c.campus and e.state = 'held') as held_exports,
    (select count(*) from ledger.output o where o.campus = c.campus and o.state = 'in_doubt')
        as in_doubt_outputs,
    (select count(*) from ledger.output o where o.campus = c.campus and o.state = 'waiting')
        as waiting_outputs,
    (select count(*) from ledger.output o
        where o.campus = c.campus and o.state = 'published' and o.collected_at is null)
        as uncollected_outputs
from registry.campus c
join registry.revision r on r.campus = c.campus and r.revision = c.revision
left join lateral (
    select e.file_name, e.received_at, e.export_number
    from ledger.export e
    -- What a baseline booked came by other ways, some time ago.
    where e.campus = c.campus and e.baseline is null
    order by e.received_at desc, e.export desc
    limit 1
) x on true
left join lateral (
    select q.run, q.finished_at, q.outcome, q.message
    from ledger.campus_run q
    where q.campus = c.campus
    order by q.finished_at desc, q.run desc
    limit 1
) p on true;

comment on view report.campus_status is
    'A row for each campus: what came and ran last, and what needs a person. Whether an export is overdue, `bursarhub status` knows: it depends on the time of asking.';
comment on column report.campus_status.held_fees is 'Fees that wait for a person, or for a corrected campus file.';
comment on column report.campus_status.held_exports is 'Exports that are held as a whole; nothing of them is booked.';
comment on column report.campus_status.uncollected_outputs is 'Outputs that were delivered and not yet seen to be gone.';

create view report.run_summary with (security_invoker = true) as
select p.campus,
    p.run,
    r.mode,
    r.is_demo,
    p.run_date,
    p.revision,
    p.outcome,
    p.message,
    p.remedy,
    p.started_at,
    p.finished_at,
    p.read_count, p.read_charge_cents, p.read_credit_cents,
    p.written_count, p.written_charge_cents, p.written_credit_cents,
    p.diverted_count, p.diverted_charge_cents, p.diverted_credit_cents,
    p.held_count, p.held_charge_cents, p.held_credit_cents,
    p.duplicate_count, p.duplicate_charge_cents, p.duplicate_credit_cents,
    p.skipped_count, p.skipped_charge_cents, p.skipped_credit_cents,
    p.released_count, p.released_charge_cents, p.released_credit_cents
from ledger.campus_run p
join ledger.run r on r.run = p.run;

comment on view report.run_summary is
    'A row for each campus and run, with its books as the run left them: read = written + diverted + held + duplicate + skipped. released are held fees of earlier exports that joined the run''s outputs.';
comment on column report.run_summary.run_date is 'The business day at the campus.';

create view report.export_status with (security_invoker = true) as
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
    x.skipped_count, x.skipped_charge_cents, x.skipped_credit_cents
from ledger.export x;

comment on view report.export_status is
    'A row for each export, with its books as they are now: a fee that was held and is sent by now counts as written.';
comment on column report.export_status.reason is 'Why it is held, a duplicate or ignored; null for one that was converted.';
comment on column report.export_status.is_of_baseline is 'Sent by the campus''s earlier way and booked at the cut-over; no output came of it.';

create view report.output_status with (security_invoker = true) as
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
    o.void_at
from ledger.output o;

comment on view report.output_status is
    'A row for each output. published: delivered. collected_at: first seen to be gone from its outbox. void: taken back, its fees are elsewhere.';
comment on column report.output_status.id_hash is
    'The sum of the digits of all records'' ids, its last ten; null where all records are of one borrower.';

create view report.held_item with (security_invoker = true) as
select f.campus,
    f.campus || '-f' || f.held as id,
    'fee'::text as kind,
    f.reason,
    f.message,
    x.file_name as export,
    f.ordinal,
    case when f.kind = 'btx' then f.id end as transaction_id,
    f.fee_type,
    f.cents as signed_cents,
    f.since
from ledger.held_fee f
join ledger.export x on x.campus = f.campus and x.export = f.export
where f.state = 'open'
union all
select x.campus, x.campus || '-x' || x.export, 'export', x.reason, x.message, x.file_name,
    null, null, null, null, x.decided_at
from ledger.export x
where x.state = 'held';

comment on view report.held_item is
    'What waits for a person now: fees, and exports as a whole. docs/hold-reasons.md says what each reason asks for.';
comment on column report.held_item.signed_cents is 'Negative for a credit; null where the amount cannot be read, and for an export.';

create view report.daily_totals with (security_invoker = true) as
select p.campus,
    p.run_date as business_day,
    report.fiscal_year(p.run_date) as fiscal_year,
    count(*) as runs,
    sum(p.read_count)::bigint as read_count,
    sum(p.read_charge_cents)::bigint as read_charge_cents,
    sum(p.read_credit_cents)::bigint as read_credit_cents,
    sum(p.written_count)::bigint as written_count,
    sum(p.written_charge_cents)::bigint as written_charge_cents,
    sum(p.written_credit_cents)::bigint as written_credit_cents,
    sum(p.diverted_count)::bigint as diverted_count,
    sum(p.diverted_charge_cents)::bigint as diverted_charge_cents,
    sum(p.diverted_credit_cents)::bigint as diverted_credit_cents,
    sum(p.held_count)::bigint as held_count,
    sum(p.held_charge_cents)::bigint as held_charge_cents,
    sum(p.held_credit_cents)::bigint as held_credit_cents,
    sum(p.duplicate_count)::bigint as duplicate_count,
    sum(p.duplicate_charge_cents)::bigint as duplicate_charge_cents,
    sum(p.duplicate_credit_cents)::bigint as duplicate_credit_cents,
    sum(p.skipped_count)::bigint as skipped_count,
    sum(p.skipped_charge_cents)::bigint as skipped_charge_cents,
    sum(p.skipped_credit_cents)::bigint as skipped_credit_cents,
    sum(p.released_count)::bigint as released_count,
    sum(p.released_charge_cents)::bigint as released_charge_cents,
    sum(p.released_credit_cents)::bigint as released_credit_cents
from ledger.campus_run p
join ledger.run r on r.run = p.run
where r.mode = 'live' and p.outcome <> 'trial'
group by p.campus, p.run_date;

comment on view report.daily_totals is
    'The books of each campus''s business days, as its live runs left them. Its outputs of the day hold written + diverted + released.';

create view report.fee with (security_invoker = true) as
select c.campus,
    c.student_id,
    case when c.kind = 'btx' then c.id end as transaction_id,
    c.fee_type,
    c.library,
    c.fee_date,
    c.cents as signed_cents,
    c.bucket,
    c.reason,
    x.file_name as export,
    x.export_number,
    c.ordinal,
    c.line,
    c.campus || '-' || c.output as output,
    c.record as place_in_output,
    c.booked_at
from ledger.charge c
join ledger.export x on x.campus = c.campus and x.export = c.export;

comment on view report.fee is
    'Every fee as it was booked, with its student''s id: for a campus''s own login, and for nobody else''s.';
comment on column report.fee.bucket is
    'Where it ended when it was booked. What became of a held one since, report.held_item and bursarhub held show.';
