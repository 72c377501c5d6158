-- The ledger: every export, every fee it held and every output, with their states.
--
-- Every table has the campus first in its key: rows of different campuses are never joined, so the
-- tables can be distributed by campus without a change. Numbers of exports, outputs and held items
-- count within a campus; they are drawn under the campus's lease.
-- Nothing here holds a name, a title, a barcode, a call number or a comment.

create schema ledger;

comment on schema ledger is
    'Every export, fee and output, and the runs that moved them. Amounts are integer cents; credits are positive numbers where a column says so.';

create table ledger.run (
    run text not null,
    mode text not null,
    state text not null,
    -- The home that ran it; staged files of a run lie in its home.
    home_id text not null,
    is_demo boolean not null,
    hub_version text not null,
    -- The business day that a person gave for all campuses; else null, and each has its own.
    run_date date,
    started_at timestamptz not null,
    -- Null while the run goes on, and for ever if it was killed.
    finished_at timestamptz,

    constraint run_pkey primary key (run),
    constraint mode_is_a_run_mode check (mode in ('live', 'report-only')),
    constraint state_is_a_run_state check (state in ('running', 'finished')),
    constraint finished_run_has_its_time check ((state = 'finished') = (finished_at is not null))
);

create index run_by_time on ledger.run (started_at);

comment on table ledger.run is 'One invocation that looked at all, or some, campuses.';

-- A lease's epoch never repeats and only grows: what an older holder writes is refused.
create sequence ledger.epoch as bigint;

create table ledger.lease (
    campus text not null,
    epoch bigint not null,
    run text not null,
    taken_at timestamptz not null,
    -- By the database's clock.
    expires_at timestamptz not null,
    -- Null while somebody works on the campus.
    released_at timestamptz,

    constraint lease_pkey primary key (campus)
);

comment on table ledger.lease is 'Who works on a campus, or did last. The epoch stands in every write.';

create table ledger.campus_run (
    campus text not null,
    run text not null,
    revision integer not null,
    -- The business day at the campus.
    run_date date not null,
    outcome text not null,
    message text not null,
    remedy text,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    read_count bigint not null, read_charge_cents bigint not null, read_credit_cents bigint not null,
    written_count bigint not null, written_charge_cents bigint not null, written_credit_cents bigint not null,
    diverted_count bigint not null, diverted_charge_cents bigint not null, diverted_credit_cents bigint not null,
    held_count bigint not null, held_charge_cents bigint not null, held_credit_cents bigint not null,
    duplicate_count bigint not null, duplicate_charge_cents bigint not null, duplicate_credit_cents bigint not null,
    skipped_count bigint not null, skipped_charge_cents bigint not null, skipped_credit_cents bigint not null,
    -- Held fees of earlier exports that joined this run's outputs.
    released_count bigint not null, released_charge_cents bigint not null, released_credit_cents bigint not null,

    constraint campus_run_pkey primary key (campus, run),
    constraint campus_run_belongs_to_a_run foreign key (run) references ledger.run (run),
    constraint campus_run_has_its_revision
        foreign key (campus, revision) references registry.revision (campus, revision),
    constraint campus_run_ends_after_its_start check (finished_at >= started_at),
    constraint books_are_not_negative check (
        least(written_count, written_charge_cents, written_credit_cents,
            diverted_count, diverted_charge_cents, diverted_credit_cents,
            held_count, held_charge_cents, held_credit_cents,
            duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
            skipped_count, skipped_charge_cents, skipped_credit_cents,
            released_count, released_charge_cents, released_credit_cents) >= 0),
    constraint outcome_is_a_campus_outcome check (outcome in
        ('ok', 'nothing', 'attention', 'failed', 'busy', 'paused', 'retired', 'trial', 'config_error')),
    constraint every_fee_read_has_its_bucket check (
        read_count = written_count + diverted_count + held_count + duplicate_count + skipped_count
        and read_charge_cents = written_charge_cents + diverted_charge_cents + held_charge_cents
            + duplicate_charge_cents + skipped_charge_cents
        and read_credit_cents = written_credit_cents + diverted_credit_cents + held_credit_cents
            + duplicate_credit_cents + skipped_credit_cents)
);

create index campus_run_by_time on ledger.campus_run (campus, finished_at, run);
create index campus_run_of_run on ledger.campus_run (run);
-- Of the many runs that find nothing, no sum wants to know.
create index campus_run_with_books on ledger.campus_run (campus, run_date) where read_count > 0;

comment on table ledger.campus_run is 'How a run ended for one campus, and its books.';

create table ledger.run_export (
    campus text not null,
    run text not null,
    -- The place in the run's report, from 1.
    position integer not null,
    file_name text not null,
    sha256 bytea,
    export_number text,
    state text not null,
    reason text,
    message text,
    received_at timestamptz,
    read_count bigint not null, read_charge_cents bigint not null, read_credit_cents bigint not null,

    constraint run_export_pkey primary key (campus, run, position),
    constraint sha256_has_32_bytes check (octet_length(sha256) = 32),
    constraint state_is_an_export_state
        check (state in ('converted', 'held', 'duplicate', 'settling', 'ignored'))
);

create index run_export_of_run on ledger.run_export (run);

comment on table ledger.run_export is
    'The files that a run looked at for a campus, as it showed them; on trial nothing of them is booked.';

create table ledger.trial_output (
    campus text not null,
    run text not null,
    position integer not null,
    name text not null,
    kind text not null,
    sha256 bytea not null,
    bytes bigint not null,
    records bigint not null,
    charge_cents bigint not null,
    credit_cents bigint not null,
    id_hash text,
    path text not null,

    constraint trial_output_pkey primary key (campus, run, position),
    constraint sha256_has_32_bytes check (octet_length(sha256) = 32),
    constraint kind_is_an_output_kind check (kind in ('sfs', 'other'))
);

create index trial_output_of_run on ledger.trial_output (run);

comment on table ledger.trial_output is 'What a run wrote for a campus on trial: shown, never delivered.';

create table ledger.export (
    campus text not null,
    -- Counts the exports of a campus in the order in which they were first recorded.
    export integer not null,
    file_name text not null,
    sha256 bytea not null,
    bytes bigint not null,
    profile_code text not null,
    -- Null where the export could not be read, or has none.
    export_number text,
    job_id text,
    state text not null,
    -- Why it is held, or a duplicate, or ignored.
    reason text,
    -- What is wrong and where, never a text of the file.
    message text,
    -- The file's name in the campus's archive.
    archived_as text not null,
    -- The file's modification time in the location, when it was taken.
    received_at timestamptz not null,
    taken_at timestamptz not null,
    -- The run that gave it its present state, and when.
    run text not null,
    decided_at timestamptz not null,
    -- The configuration and the program that judged it.
    revision integer not null,
    hub_version text not null,
    -- When its fees were booked; null while it is held.
    booked_at timestamptz,
    -- A person let it go on in spite of its reason.
    released_by text,
    read_count bigint not null default 0, read_charge_cents bigint not null default 0, read_credit_cents bigint not null default 0,
    written_count bigint not null default 0, written_charge_cents bigint not null default 0, written_credit_cents bigint not null default 0,
    diverted_count bigint not null default 0, diverted_charge_cents bigint not null default 0, diverted_credit_cents bigint not null default 0,
    held_count bigint not null default 0, held_charge_cents bigint not null default 0, held_credit_cents bigint not null default 0,
    duplicate_count bigint not null default 0, duplicate_charge_cents bigint not null default 0, duplicate_credit_cents bigint not null default 0,
    skipped_count bigint not null default 0, skipped_charge_cents bigint not null default 0, skipped_credit_cents bigint not null default 0,

    constraint export_pkey primary key (campus, export),
    constraint export_has_its_revision
        foreign key (campus, revision) references registry.revision (campus, revision),
    constraint exports_count_from_one check (export >= 1),
    constraint sha256_has_32_bytes check (octet_length(sha256) = 32),
    constraint state_is_an_export_state check (state in ('converted', 'held', 'duplicate', 'ignored')),
    constraint export_that_stops_has_its_reason check ((state <> 'converted') = (reason is not null)),
    constraint booked_export_has_its_time
        check ((state in ('converted', 'duplicate')) = (booked_at is not null)),
    -- Nothing of an export counts before all of it is booked.
    constraint held_export_has_no_books check (
        booked_at is not null or (read_count = 0 and read_charge_cents = 0 and read_credit_cents = 0)),
    constraint books_are_not_negative check (
        least(written_count, written_charge_cents, written_credit_cents,
            diverted_count, diverted_charge_cents, diverted_credit_cents,
            held_count, held_charge_cents, held_credit_cents,
            duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
            skipped_count, skipped_charge_cents, skipped_credit_cents) >= 0),
    constraint every_fee_read_has_its_bucket check (
        read_count = written_count + diverted_count + held_count + duplicate_count + skipped_count
        and read_charge_cents = written_charge_cents + diverted_charge_cents + held_charge_cents
            + duplicate_charge_cents + skipped_charge_cents
        and read_credit_cents = written_credit_cents + diverted_credit_cents + held_credit_cents
            + duplicate_credit_cents + skipped_credit_cents)
);

-- The same bytes are booked once; a further copy is a row of state `duplicate`.
create unique index export_content_is_booked_once on ledger.export (campus, sha256)
    where state = 'converted';
create index export_by_name on ledger.export (campus, file_name);
create index export_by_number on ledger.export (campus, export_number);
create index export_by_content on ledger.export (campus, sha256);
create index export_by_time on ledger.export (campus, received_at, export);
create index export_held on ledger.export (campus) where state = 'held';

comment on table ledger.export is 'One XML file that Alma''s bursar job wrote, and its books.';

create table ledger.charge (
    campus text not null,
    -- btx: Alma's bursar transaction id. drv: derived from the fee, where Alma gave none.
    kind text not null,
    id text not null,
    -- 1 but for a further charge that a person released.
    generation integer not null,
    -- SHA-256 over all fields that mean money.
    fingerprint bytea not null,
    student_id text,
    -- Negative for a credit. Null where the amount cannot be read; such a fee is held.
    cents bigint,
    fee_type text not null,
    library text,
    -- As Alma printed it, without a zone. Null where it is none; such a fee is held.
    fee_date date,
    export integer not null,
    -- The fee's place in its export, and the line it begins on, both from 1.
    ordinal bigint not null,
    line bigint not null,
    -- Where the fee ended when it was booked. A held fee's further way is in ledger.held_fee.
    bucket text not null,
    reason text,
    output integer,
    -- The record in the output, from 1.
    record bigint,
    booked_at timestamptz not null,

    -- Identity is the key itself, never a query followed by an insert.
    constraint charge_pkey primary key (campus, kind, id, generation),
    constraint kind_is_a_charge_kind check (kind in ('btx', 'drv')),
    constraint bucket_is_where_a_charge_can_end check (bucket in ('written', 'diverted', 'held', 'skipped')),
    constraint charge_in_an_output_has_its_record check (
        (bucket in ('written', 'diverted')) = (output is not null and record is not null)
        and (output is null) = (record is null)),
    constraint fingerprint_is_sha256 check (octet_length(fingerprint) = 32),
    -- Skipped without an amount, it would be money that nobody counts.
    constraint only_a_held_charge_lacks_its_amount check (bucket = 'held' or cents is not null),
    constraint charge_in_an_output_has_its_money check (output is null or (cents is not null and fee_date is not null)),
    constraint charge_left_out_has_its_reason check ((bucket in ('held', 'skipped')) = (reason is not null))
);

-- All charges of one settlement carry the same time and lie together, so a block range index finds
-- an output's charges in a ledger of any size and costs an insert nothing.
create index charge_by_booking on ledger.charge using brin (booked_at)
    with (pages_per_range = 32, autosummarize = on);

comment on table ledger.charge is
    'Every fee that was ever booked, as it was judged then. Rows are added, never changed.';

create table ledger.duplicate (
    campus text not null,
    export integer not null,
    ordinal bigint not null,
    line bigint not null,
    -- The charge that the fee repeats.
    kind text not null,
    id text not null,
    generation integer not null,
    booked_at timestamptz not null,

    constraint duplicate_pkey primary key (campus, export, ordinal)
);

comment on table ledger.duplicate is 'A fee that came again, linked to the export it came in and to the charge it repeats.';

create table ledger.held_fee (
    campus text not null,
    -- Counts the held fees of a campus.
    held integer not null,
    export integer not null,
    ordinal bigint not null,
    line bigint not null,
    -- Null where the fee has no usable transaction id (one of 10 KB, say).
    kind text,
    id text,
    fingerprint bytea not null,
    student_id text,
    cents bigint,
    fee_type text not null,
    library text,
    fee_date date,
    reason text not null,
    -- What is wrong, free of patron data.
    message text not null,
    state text not null,
    since timestamptz not null,
    -- The configuration, program and business day of the last judgement.
    judged_revision integer not null,
    judged_version text not null,
    judged_on date not null,
    -- When and by which run, or by whom, it was settled; null while it is open.
    settled_at timestamptz,
    settled_by text,
    -- Where it ended: in an output, or written off.
    bucket text,
    output integer,
    record bigint,

    constraint held_fee_pkey primary key (campus, held),
    constraint held_fee_belongs_to_an_export
        foreign key (campus, export) references ledger.export (campus, export),
    constraint held_fee_has_its_judgement
        foreign key (campus, judged_revision) references registry.revision (campus, revision),
    constraint held_fees_count_from_one check (held >= 1),
    constraint key_is_whole_or_absent check ((kind is null) = (id is null)),
    constraint kind_is_a_charge_kind check (kind in ('btx', 'drv')),
    constraint fingerprint_is_sha256 check (octet_length(fingerprint) = 32),
    constraint state_is_a_held_state check (state in ('open', 'released', 'written_off')),
    constraint settled_fee_has_its_time check (
        (state <> 'open') = (settled_at is not null) and (state <> 'open') = (settled_by is not null)),
    constraint released_fee_has_its_record check (
        (state = 'released') = (output is not null and record is not null)
        and (output is null) = (record is null)),
    constraint settled_fee_has_its_bucket check (
        case state
            when 'open' then bucket is null
            when 'written_off' then coalesce(bucket = 'skipped', false)
            else coalesce(bucket in ('written', 'diverted'), false)
        end)
);

-- A fee waits in one place only.
create unique index held_fee_waits_once on ledger.held_fee (campus, export, ordinal) where state = 'open';
create index held_fee_open on ledger.held_fee (campus) where state = 'open';
create index held_fee_of_output on ledger.held_fee (campus, output) where output is not null;

comment on table ledger.held_fee is 'A fee that waits, or waited, for a person, and what became of it.';

create table ledger.output (
    campus text not null,
    -- Counts the outputs of a campus.
    output integer not null,
    run text not null,
    name text not null,
    kind text not null,
    -- The configuration it is rendered with, whenever that is.
    revision integer not null,
    format text not null,
    -- The place of its declaration among the files of the format, from 0.
    file integer not null,
    -- The one export it is made of, where its name, header or trailer names the export; else null.
    export integer,
    -- What its name, terms and dates are made of: fixed here, never "now" while rendering.
    run_date date not null,
    run_second integer not null,
    run_sequence integer not null,
    -- The home whose staging folder holds it, and the outbox it goes to.
    home_id text not null,
    outbox text not null,
    records bigint not null,
    charge_cents bigint not null,
    credit_cents bigint not null,
    state text not null,
    -- The lease under which it reached its state.
    epoch bigint not null,
    planned_at timestamptz not null,
    -- Set when its bytes are fixed; null before.
    staged_name text,
    sha256 bytea,
    bytes bigint,
    -- Null also where all records are of one borrower, whose id it would show.
    id_hash text,
    staged_at timestamptz,
    -- Set when it is known to have reached the outbox; null before.
    published_at timestamptz,
    -- Set when it was first seen to be gone from the outbox; null before.
    collected_at timestamptz,
    -- Set when its charges were taken back; null before.
    void_at timestamptz,
    -- The run that finished what an interrupted one had planned; else null.
    recovered_by text,
    -- What a person should know about a state that is not the usual one.
    note text,

    constraint output_pkey primary key (campus, output),
    constraint outputs_count_from_one check (output >= 1),
    constraint output_has_its_revision
        foreign key (campus, revision) references registry.revision (campus, revision),
    constraint output_of_one_export
        foreign key (campus, export) references ledger.export (campus, export),
    constraint sequence_once_in_a_day unique (campus, run_date, run_sequence),
    constraint sequence_counts_from_one check (run_sequence >= 1),
    constraint second_is_of_a_day check (run_second between 0 and 86399),
    constraint sha256_has_32_bytes check (octet_length(sha256) = 32),
    constraint kind_is_an_output_kind check (kind in ('sfs', 'other')),
    constraint state_is_an_output_state check (state in
        ('planned', 'staged', 'waiting', 'in_doubt', 'published', 'recalling', 'void')),
    constraint staged_output_has_its_bytes check (
        (state = 'planned') <= (staged_at is null)
        and (state in ('staged', 'waiting', 'in_doubt', 'published', 'recalling')) <= (staged_at is not null)
        and num_nulls(staged_name, sha256, bytes, staged_at) in (0, 4)),
    -- An auditor's first question about a published file is when.
    constraint published_output_has_its_time check (
        (state in ('published', 'recalling')) <= (published_at is not null)
        and (state in ('planned', 'staged', 'waiting', 'in_doubt')) <= (published_at is null)),
    constraint collected_output_was_published check (collected_at is null or published_at is not null),
    constraint void_output_has_its_time check ((state = 'void') = (void_at is not null)),
    constraint totals_are_not_negative check (records >= 0 and charge_cents >= 0 and credit_cents >= 0),
    constraint money_stands_in_records check (records > 0 or (charge_cents = 0 and credit_cents = 0))
);

alter table ledger.held_fee
    add constraint released_fee_has_its_output
    foreign key (campus, output) references ledger.output (campus, output);

create index output_unfinished on ledger.output (campus)
    where state in ('planned', 'staged', 'waiting', 'in_doubt', 'recalling');
create index output_of_run on ledger.output (run);
create index output_recovered on ledger.output (recovered_by) where recovered_by is not null;
create index output_by_time on ledger.output (planned_at);

comment on table ledger.output is
    'One file for PeopleSoft SFS or another office. planned → staged → published; waiting and in_doubt on the way; void if it was taken back.';

create table ledger.sighting (
    campus text not null,
    location text not null,
    file_name text not null,
    bytes bigint not null,
    modified_at timestamptz not null,
    inode bigint not null,
    -- When the file was first seen as it is now.
    unchanged_since timestamptz not null,
    -- When the name was first seen at all.
    first_seen timestamptz not null,

    constraint sighting_pkey primary key (campus, location, file_name)
);

comment on table ledger.sighting is 'Files that were not yet at rest when a run looked at them.';
