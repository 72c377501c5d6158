-- The number of an output among those of its file declaration on a business day: `file.sequence`.

alter table ledger.output
    -- From 1, for a campus, a business day, and one file of a format. As run_sequence it is fixed in
    -- T1 and drawn once: an output that was taken back keeps its number.
    add column file_sequence integer;

update ledger.output o
set file_sequence = counted.place
from (
    select campus, output,
        row_number() over (partition by campus, run_date, format, file order by output) as place
    from ledger.output
) counted
where counted.campus = o.campus and counted.output = o.output;

alter table ledger.output
    alter column file_sequence set not null,
    add constraint file_sequence_once_in_a_day
        unique (campus, run_date, format, file, file_sequence),
    add constraint file_sequence_counts_from_one check (file_sequence >= 1);

comment on column ledger.output.file_sequence is
    'The number of the output among those of the same file of the same format on its business day, from 1.';
