-- What tells this database from every other, also after a restore, and what a person accepted of one
-- that is older than its home.

create table ledger.database_identity (
    -- There is one row, or none before the first hub uses the database.
    is_this boolean not null default true,
    -- Stands in the owner marks of home, locations and outboxes, and in the home's high-water files.
    identifier text not null,
    drawn_at timestamptz not null default now(),

    constraint database_identity_pkey primary key (is_this),
    constraint database_has_one_identity check (is_this),
    -- It is part of a folder's name on servers.
    constraint identifier_is_plain check (identifier ~ '^[0-9A-Za-z-]{1,64}$')
);

comment on table ledger.database_identity is
    'The identifier of this database. It comes along in a backup; a copy that works on its own needs another.';

-- A database that a hub has used before is known by the mark of its cluster and its own number.
insert into ledger.database_identity (identifier)
select (select system_identifier::text from pg_control_system()) || '-'
    || (select oid::text from pg_database where datname = current_database())
where exists (select from ledger.run);

create table ledger.accepted_database (
    campus text not null,
    -- Counts the acceptances of a campus.
    acceptance integer not null,
    -- The highest output that the home had begun to publish; numbers go on above it.
    output integer not null,
    -- The highest output that the database knew then.
    known_output integer not null,
    person text not null,
    reason text not null,
    accepted_at timestamptz not null,

    constraint accepted_database_pkey primary key (campus, acceptance),
    constraint acceptance_of_a_campus foreign key (campus) references registry.campus (campus),
    constraint acceptances_count_from_one check (acceptance >= 1),
    constraint database_was_older check (known_output < output),
    constraint acceptance_says_why check (reason ~ '[^[:space:]]')
);

comment on table ledger.accepted_database is
    'On whose word, and why, a database goes on that does not know of outputs its home has published.';
