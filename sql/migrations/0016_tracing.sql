-- What a campus's own people read to follow a fee from Alma's line to PeopleSoft's.
--
-- Views whose names begin with `fee` are for campuses and for runs: some of them show students'
-- ids. All others of this schema are for status pages too (sql/access/grants.sql).

create view report.fee_booking with (security_invoker = true) as
select c.campus,
    c.campus || '-x' || c.export || '.' || c.ordinal as place,
    c.generation
from ledger.charge c;

comment on view report.fee_booking is
    'How often a fee of the same key was booked: 1, but for a further charge that a person let go on.';

create view report.fee_held with (security_invoker = true) as
select f.campus,
    f.campus || '-f' || f.held as id,
    f.student_id
from ledger.held_fee f;

comment on view report.fee_held is
    'Whose fee it is that waits or waited; all else of it is in report.held_fee.';

create view report.fee_repeat with (security_invoker = true) as
select d.campus,
    d.campus || '-x' || d.export || '.' || d.ordinal as place,
    d.line,
    case when d.kind = 'btx' then d.id end as transaction_id,
    d.purged_id,
    d.booked_at
from ledger.duplicate d;

comment on view report.fee_repeat is 'Fees that came again, each with the place at which it did.';
comment on column report.fee_repeat.purged_id is 'The mark of the fee that it repeats, where that is purged.';

create view report.fee_record with (security_invoker = true) as
select r.campus,
    r.campus || '-' || r.output as output,
    o.format,
    o.file,
    r.place,
    r.record
from ledger.output_record r
join ledger.output o on o.campus = r.campus and o.output = r.output;

comment on view report.fee_record is
    'In which record of a grouped or sorted output a fee stands; in every other it is its place.';

create view report.fee_purged with (security_invoker = true) as
select p.campus,
    p.campus || '-x' || p.export || '.' || p.ordinal as place,
    p.line,
    case when p.kind = 'btx' then p.id end as mark,
    p.generation,
    p.fee_type,
    p.cents as signed_cents,
    p.fee_date,
    p.bucket,
    p.reason,
    p.campus || '-' || p.output as output,
    p.record as place_in_output,
    p.booked_at
from ledger.purged p;

comment on view report.fee_purged is 'What is left of fees whose personal data is purged; no student can be found by it.';

create view report.retention with (security_invoker = true) as
select x.campus,
    x.campus || '-x' || x.export as id,
    'export'::text as kind,
    x.purged_at,
    x.forgotten_at
from ledger.export x
where x.purged_at is not null
union all
select o.campus, o.campus || '-' || o.output, 'output', o.purged_at, null
from ledger.output o
where o.purged_at is not null;

comment on view report.retention is 'Exports and outputs that were given up when their time was over.';
