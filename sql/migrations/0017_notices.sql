-- What people are told after a run: the notes that wait to be handed over, and what each was told last.
--
-- No note holds a student's id, a name or a title.

create table ledger.notice (
    -- Counts the notes; without a sequence, whose rights a backup would have to be given.
    notice bigint not null,
    -- mail or webhook: what carries it.
    channel text not null,
    -- run: the consortium's; campus: a campus's own; test: asked for by a person.
    kind text not null,
    -- The campus whose note it is; null for the consortium's. No campus's login sees this table.
    about text,
    -- The run after which it was written; null for a test.
    run text,
    -- Mail addresses. The webhook's address is a secret of notices.yaml and stands in no row.
    recipients text[] not null,
    subject text not null,
    -- The text of a mail, the JSON of a webhook.
    body text not null,
    html text,
    -- Tells it from every other note; a mail's Message-ID is made of it.
    fingerprint bytea not null,
    made_at timestamptz not null,
    -- Raised before each try, so that one that ends the program counts, too.
    tries integer not null default 0,
    next_try_at timestamptz not null,
    -- What the program said that was to carry it; null before the first failure.
    last_error text,
    sent_at timestamptz,
    given_up_at timestamptz,

    constraint notice_pkey primary key (notice),
    constraint notice_is_made_once unique (fingerprint),
    constraint notice_about_a_campus foreign key (about) references registry.campus (campus),
    constraint notice_after_a_run foreign key (run) references ledger.run (run),
    constraint notice_has_a_known_channel check (channel in ('mail', 'webhook')),
    constraint notice_has_a_known_kind check (kind in ('run', 'campus', 'test')),
    constraint campus_note_has_its_campus check ((kind = 'campus') = (about is not null)),
    constraint mail_has_a_reader check (channel = 'webhook' or cardinality(recipients) > 0),
    constraint subject_is_one_line check (subject !~ '[[:cntrl:]]' and subject <> ''),
    constraint fingerprint_is_a_digest check (length(fingerprint) = 32),
    constraint tries_are_not_negative check (tries >= 0),
    constraint notice_ends_in_one_way check (sent_at is null or given_up_at is null)
);

create index notice_waiting on ledger.notice (next_try_at)
    where sent_at is null and given_up_at is null;

comment on table ledger.notice is
    'Notes to people and to a webhook, written when a run has ended and handed over afterwards. A row that was sent or given up is removed after 90 days.';

create table ledger.told (
    -- consortium, webhook, or campus/KEY for a campus's contacts.
    audience text not null,
    -- What needed a person when they were told last, one line for each matter.
    matters text[] not null,
    -- When a note was made for them last; null where nothing had to be told yet.
    told_at timestamptz,
    -- From when on outputs are told: those that are older were never this table's affair.
    since timestamptz not null,

    constraint told_pkey primary key (audience),
    constraint audience_is_known check (audience ~ '^(consortium|webhook|campus/[a-z0-9-]+)$')
);

comment on table ledger.told is
    'What each audience knows, so that it is told of changes alone.';

create table ledger.told_output (
    campus text not null,
    output integer not null,
    told_at timestamptz not null,

    constraint told_output_pkey primary key (campus, output),
    constraint told_of_an_output foreign key (campus, output)
        references ledger.output (campus, output)
);

comment on table ledger.told_output is
    'The outputs whose count and total a campus was told. One that an interrupted run delivered is told after the next.';
