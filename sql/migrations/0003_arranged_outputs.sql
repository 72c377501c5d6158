-- Outputs whose records are put in order, or stand for several fees each.
--
-- An output so has two numbers: the fees that it was made of, which the books know from the
-- beginning, and the records that a clerk counts in the file, which are known with its bytes.

alter table ledger.output add column fees bigint;

update ledger.output set fees = records;

alter table ledger.output
    alter column fees set not null,
    add constraint every_record_has_its_fees
        check (fees >= records and (fees = 0) = (records = 0)),
    -- Until the bytes are fixed nobody knows how many fees a record stands for.
    add constraint records_are_counted_when_the_bytes_are_fixed
        check (staged_at is not null or records = fees);

comment on column ledger.output.fees is
    'The charges, held fees that were released included, that the output is made of; fixed when it is planned.';
comment on column ledger.output.records is
    'The records in the file, without header and trailer: fewer than fees where the format groups. As fees until the bytes are fixed.';
comment on column ledger.charge.record is
    'The place of the fee among those of its output, from 1, in the order in which they came. It is the record of the file too, unless ledger.output_record tells another.';
comment on column ledger.held_fee.record is
    'The place of the released fee among those of its output; see ledger.charge.record.';

alter table ledger.trial_output add column fees bigint;

update ledger.trial_output set fees = records;

alter table ledger.trial_output
    alter column fees set not null,
    add constraint every_record_has_its_fees
        check (fees >= records and (fees = 0) = (records = 0));

comment on column ledger.trial_output.fees is 'The fees that the output is made of.';
comment on column ledger.trial_output.records is
    'The records in the file: fewer than fees where the format groups.';

create table ledger.output_record (
    campus text not null,
    output integer not null,
    -- The place of a fee among those of the output, as in ledger.charge.record.
    place bigint not null,
    -- The record of the file that it stands in, alone or with others of its group, from 1.
    record bigint not null,

    constraint output_record_pkey primary key (campus, output, place),
    constraint output_record_belongs_to_an_output
        foreign key (campus, output) references ledger.output (campus, output),
    constraint places_count_from_one check (place >= 1),
    constraint records_count_from_one check (record >= 1)
);

comment on table ledger.output_record is
    'Where the fees of an output stand in its file, for outputs whose format groups or sorts. Written when the bytes are fixed; rows are added, never changed.';

-- The day at the campus on which Alma wrote the export: a record or a name can show it.
alter table ledger.export add column export_date date;

-- The time in the name, in seconds or milliseconds, where there is one; else the file's time.
update ledger.export x
set export_date = (
    coalesce(
        case length(n.digits)
            when 10 then to_timestamp(n.digits::bigint)
            when 13 then to_timestamp(n.digits::bigint / 1000.0)
        end,
        x.received_at) at time zone r.time_zone)::date
from (
    select campus, export,
        substring(substr(file_name, length(profile_code) + 1) from '([0-9]+)[.][xX][mM][lL]$')
            as digits
    from ledger.export
) n
join registry.revision r on r.campus = n.campus
where x.campus = n.campus and x.export = n.export and r.revision = x.revision;

alter table ledger.export alter column export_date set not null;

comment on column ledger.export.export_date is
    'The day at the campus on which Alma wrote the export, by the time in its name, else by the file''s; fixed when the export was first recorded.';
