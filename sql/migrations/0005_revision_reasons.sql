-- Why a revision came to be, and a pause that a person decided on, whatever the campus's file says.

alter table registry.revision
    -- onboarded: from files. paused, resumed: by the command, with the files as they were.
    add column cause text not null default 'onboarded',
    -- What the person who paused or resumed said.
    add column reason text,
    -- What the campus file says; a pause by command stands above it.
    add column declared_state text,
    -- Since when, by whom and why the campus is paused. They go on from revision to revision until
    -- it is resumed. Without a reason it is the campus file that says `paused`.
    add column paused_at timestamptz,
    add column paused_by text,
    add column pause_reason text;

-- A rewrite, not an update: it reaches every row, whatever policies a table gets.
alter table registry.revision
    alter column declared_state set data type text using state,
    alter column paused_at set data type timestamptz
        using case when state = 'paused' then recorded_at end,
    alter column paused_by set data type text
        using case when state = 'paused' then recorded_by end;

alter table registry.revision
    alter column declared_state set not null,
    alter column cause drop default,
    add constraint cause_is_a_revision_cause check (cause in ('onboarded', 'paused', 'resumed')),
    add constraint pause_by_command_has_its_reason
        check (cause <> 'paused' or (reason is not null and pause_reason is not null)),
    add constraint declared_state_is_a_campus_state
        check (declared_state in ('planned', 'trial', 'live', 'paused', 'retired')),
    add constraint state_is_declared_or_paused check (state in (declared_state, 'paused')),
    -- An operator's first question about a paused campus is since when, and who wanted it.
    add constraint paused_campus_has_its_time check (
        (state = 'paused') = (paused_at is not null)
        and (state = 'paused') = (paused_by is not null)),
    add constraint pause_above_the_file_has_its_reason check (
        state <> 'paused' or declared_state = 'paused' or pause_reason is not null),
    add constraint reasons_say_something check (
        coalesce(btrim(reason), 'x') <> '' and coalesce(btrim(pause_reason), 'x') <> '');
