-- Taking back: outputs that are recalled from their outbox, what becomes of their fees, and exports
-- whose fees a campus's earlier way has sent.

alter table ledger.output
    -- The run, or the person, that took its charges back; null before.
    add column voided_by text,
    add constraint void_output_has_its_author check ((state = 'void') = (voided_by is not null));

-- What lies in the outboxes as far as anybody knows.
create index output_uncollected on ledger.output (campus, name)
    where state = 'published' and collected_at is null;

alter table ledger.held_fee
    -- The void output that the fee was taken out of; null for one that was held when it was read.
    add column from_output integer,
    -- The next settlement takes the fee up, whatever its reason: it is to be sent anew.
    add column joins_next boolean not null default false,
    add constraint fee_left_an_output
        foreign key (campus, from_output) references ledger.output (campus, output),
    add constraint fee_of_a_void_output_names_it check (reason <> 'output_void' or from_output is not null),
    add constraint fee_goes_to_another_output check (from_output is null or output is null or output > from_output),
    add constraint only_an_open_fee_joins check (state = 'open' or not joins_next);

-- A fee is held once as it was read, and once out of each output that was taken back: so it is never
-- in two outputs that are not void.
create unique index held_fee_leaves_an_output_once
    on ledger.held_fee (campus, export, ordinal, from_output) nulls not distinct;

create table ledger.baseline (
    campus text not null,
    -- Counts the baselines of a campus.
    baseline integer not null,
    -- The name under which its exports are recorded, as those of a run are under the run's.
    run text not null,
    -- Who said that these exports were sent already, and why.
    person text not null,
    reason text not null,
    revision integer not null,
    hub_version text not null,
    recorded_at timestamptz not null,

    constraint baseline_pkey primary key (campus, baseline),
    constraint baseline_has_its_revision
        foreign key (campus, revision) references registry.revision (campus, revision),
    constraint baselines_count_from_one check (baseline >= 1),
    constraint baseline_says_why check (reason ~ '[^[:space:]]')
);

comment on table ledger.baseline is
    'A cut-over: exports that a campus''s earlier way has sent, booked without outputs, and on whose word.';

alter table ledger.export
    -- The baseline that booked it; null for an export that a run took in.
    add column baseline integer,
    add constraint export_of_a_baseline
        foreign key (campus, baseline) references ledger.baseline (campus, baseline),
    add constraint export_of_a_baseline_is_booked check (baseline is null or state = 'converted');
