-- How often a run had to begin a campus's transactions again.

alter table ledger.campus_run
    -- The server gave a transaction up for another one's sake (40001, 40P01), and it was done anew.
    add column retries integer not null default 0,
    add constraint retries_are_not_negative check (retries >= 0);

create or replace view report.run_summary with (security_invoker = true) as
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
    p.released_count, p.released_charge_cents, p.released_credit_cents,
    p.retries
from ledger.campus_run p
join ledger.run r on r.run = p.run;

comment on column report.run_summary.retries is
    'How many transactions were begun again, because the server gave them up: a deadlock, or a failed serialization.';
