-- The registry: which campuses there are, and every revision of their configuration.

create schema registry;

comment on schema registry is
    'Campuses and every revision of their configuration. Rows are added, never changed, but for the revision in force.';

create table registry.campus (
    campus text not null,
    -- The revision in force; a foreign key, deferred because the two rows arrive together.
    revision integer not null,

    constraint campus_pkey primary key (campus),
    -- The key becomes a folder's name.
    constraint campus_key_is_a_plain_name check (campus ~ '^[a-z][a-z0-9-]{0,30}$')
);

comment on table registry.campus is 'A campus, or another unit with an Alma zone, and its revision in force.';

create table registry.revision (
    campus text not null,
    revision integer not null,
    -- SHA-256 over the source files, names and texts: equal means nothing changed.
    fingerprint bytea not null,
    name text not null,
    state text not null,
    time_zone text not null,
    layout_confirmed boolean not null,
    outbox text not null,
    -- What the clerk enters at the file load: {"group_type": "…", …}.
    load_settings jsonb not null,
    -- The campus file and the format files it needs, as written: [{"name": "…", "text": "…"}].
    -- A run reads nothing else, so an old output can be rendered again to the same bytes.
    sources jsonb not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    hub_version text not null,

    constraint revision_pkey primary key (campus, revision),
    constraint revision_counts_from_one check (revision >= 1),
    constraint fingerprint_is_sha256 check (octet_length(fingerprint) = 32),
    constraint state_is_a_campus_state
        check (state in ('planned', 'trial', 'live', 'paused', 'retired')),
    constraint live_campus_has_a_confirmed_layout check (state <> 'live' or layout_confirmed)
);

comment on table registry.revision is 'What a campus''s files said from one moment on, and who recorded it.';

alter table registry.campus
    add constraint campus_has_its_revision
    foreign key (campus, revision) references registry.revision (campus, revision)
    deferrable initially deferred;

create table registry.profile (
    campus text not null,
    revision integer not null,
    -- The place in the campus file, from 1.
    position integer not null,
    -- The code of the Alma bursar integration profile: what its exports' names begin with.
    code text not null,
    -- A folder, or sftp://user@host:port/path.
    location text not null,
    schedule text not null,
    overdue_after_seconds bigint not null,
    -- Cut-over: exports of this day and before are listed, never converted. Null: none.
    starts_after date,
    format text not null,

    constraint profile_pkey primary key (campus, revision, position),
    constraint profile_code_once_in_a_revision unique (campus, revision, code),
    constraint profile_belongs_to_a_revision
        foreign key (campus, revision) references registry.revision (campus, revision)
);

comment on table registry.profile is
    'The Alma export location, code prefix and SFS format of one bursar integration profile of a campus.';
