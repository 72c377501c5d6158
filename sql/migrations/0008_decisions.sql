-- What people decide about what is held and about outputs: who, when, and why, beside the row that
-- it changed. The audit trail has every decision; a row has the last one about it.

alter table ledger.held_fee
    -- release, write_off, reopen: what a person decided last; null before.
    add column decision text,
    add column decided_by text,
    add column decided_at timestamptz,
    add column decision_reason text,
    -- The reasons in spite of which a person let the fee go on; they count at every later judgement.
    add column let_pass text[] not null default '{}',
    add constraint decision_is_about_a_held_fee check (decision in ('release', 'write_off', 'reopen')),
    add constraint decision_has_its_author check (num_nulls(decision, decided_by, decided_at) in (0, 3)),
    add constraint decision_says_why check (
        decision_reason ~ '[^[:space:]]'
        and (decision is not null or decision_reason is null)
        and (coalesce(decision, 'release') = 'release' or decision_reason is not null));

comment on column ledger.held_fee.decided_by is
    'The person who released, wrote off or reopened the fee; settled_by names who ended it, which may be a run.';

alter table ledger.export
    add column decision text,
    add column decided_by text,
    add column decision_reason text,
    add column let_pass text[] not null default '{}',
    -- A person released it, and no run has judged it since.
    add column joins_next boolean not null default false,
    -- When a person wrote it off; null else.
    add column written_off_at timestamptz,
    -- What a written-off export was held for, so that it can be taken back; null else.
    add column held_for text,
    add constraint decision_is_about_a_held_export check (decision in ('release', 'write_off', 'reopen')),
    add constraint decision_has_its_author check ((decision is null) = (decided_by is null)),
    add constraint decision_says_why check (
        decision_reason ~ '[^[:space:]]'
        and (decision is not null or decision_reason is null)
        and (coalesce(decision, 'release') = 'release' or decision_reason is not null)),
    add constraint only_a_held_export_joins check (state = 'held' or not joins_next),
    add constraint written_off_export_can_be_taken_back check (
        (reason is not distinct from 'written_off')
            = (state = 'ignored' and held_for is not null and written_off_at is not null)
        and (held_for is null) = (written_off_at is null)),
    -- All that was read of it is left out, and nothing of it is anywhere else.
    add constraint written_off_export_is_skipped_whole check (
        written_off_at is null
        or (read_count = skipped_count and read_charge_cents = skipped_charge_cents
            and read_credit_cents = skipped_credit_cents)),
    -- A written-off export is accounted for as a booked one is, though no charge of it is booked.
    drop constraint booked_export_has_its_time,
    add constraint booked_export_has_its_time check (
        (state in ('converted', 'duplicate') or written_off_at is not null) = (booked_at is not null));

-- What let a held export go on is let_pass now, with what it was about.
alter table ledger.export drop column released_by;

comment on column ledger.export.booked_at is
    'When its fees were booked, or when it was written off as a whole; null while it is held, and for one that is superseded.';

alter table ledger.output
    -- confirm, void, reissue: what a person decided, recorded before any file is touched, so that
    -- whoever finds the output half-way brings that to its end; null where nobody decided.
    add column decision text,
    add column decided_by text,
    add column decided_at timestamptz,
    add column decision_reason text,
    add constraint decision_is_about_an_output check (decision in ('confirm', 'void', 'reissue')),
    add constraint decision_has_its_author
        check (num_nulls(decision, decided_by, decided_at, decision_reason) in (0, 4)),
    add constraint decision_says_why check (decision_reason ~ '[^[:space:]]'),
    add constraint decision_fits_the_state check (
        (state <> 'void' or decision is distinct from 'confirm')
        and (state <> 'recalling' or decision is distinct from 'confirm'));

-- Where the fees of a void output went, and what an output was made of.
create index held_fee_of_void_output on ledger.held_fee (campus, from_output)
    where from_output is not null;
