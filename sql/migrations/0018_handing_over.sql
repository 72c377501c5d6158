-- A note goes to one reader at a time, and whoever hands one over takes it first.
--
-- Runs and the status pages' login do so by these functions alone: neither can change what a note
-- says or whom it is to, and of the table the pages' login sees and changes nothing else.

alter table ledger.notice
    -- Whom this row is handed over to: one of the recipients, who all stand in the mail's head. One
    -- whose address is refused keeps nobody else waiting. Null for a webhook.
    add column reader text,
    -- Until when whoever took it may be handing it over; null where nobody is.
    add column under_way_until timestamptz;

alter table ledger.notice drop constraint notice_is_made_once;

-- What is there becomes a row for each of its readers.
update ledger.notice set reader = recipients[1] where channel = 'mail';
insert into ledger.notice (
    notice, channel, kind, about, run, recipients, subject, body, html, fingerprint, made_at, tries,
    next_try_at, last_error, sent_at, given_up_at, reader)
select (select max(notice) from ledger.notice) + row_number() over (order by n.notice, r.place),
    n.channel, n.kind, n.about, n.run, n.recipients, n.subject, n.body, n.html, n.fingerprint,
    n.made_at, n.tries, n.next_try_at, n.last_error, n.sent_at, n.given_up_at, r.reader
from ledger.notice n
cross join unnest(n.recipients) with ordinality as r (reader, place)
where n.channel = 'mail' and r.reader <> n.reader;

alter table ledger.notice
    drop constraint mail_has_a_reader,
    add constraint notice_is_made_once_for_a_reader
        unique nulls not distinct (fingerprint, reader),
    add constraint mail_has_a_reader
        check ((channel = 'mail') = (reader is not null)
            and (reader is null or reader = any (recipients))),
    add constraint ended_notice_is_under_way_no_more
        check (under_way_until is null or (sent_at is null and given_up_at is null));

comment on column ledger.notice.fingerprint is
    'The same in the rows of all readers of a note; a mail''s Message-ID is made of it.';

-- Every matter that somebody was told of names its campus, and whether it shows when it is over:
-- `humboldt lasting overdue`. A passing one was told once and for all.
update ledger.told t
set matters = array(
    select m.campus || case
            when m.words ~ '^(unclaimed: |attention: |the books do not balance)' then ' passing '
            else ' lasting ' end || m.words
    from (
        select place,
            case when t.audience ~ '^campus/' then substr(t.audience, 8)
                else split_part(line, ' ', 1) end as campus,
            case when t.audience ~ '^campus/' then line
                else substr(line, position(' ' in line) + 1) end as words
        from unnest(t.matters) with ordinality as l (line, place)
    ) m
    order by m.place);

comment on column ledger.told.matters is
    'What needed a person when they were told last, one line for each matter: campus, lasting or passing, what.';

-- What waits, is due and is not under way, the oldest first; all that waits where a person asks.
create function ledger.waiting_notices(p_at timestamptz, p_even_if_not_due boolean)
    returns setof ledger.notice
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select * from ledger.notice
    where sent_at is null and given_up_at is null
      and (under_way_until is null or under_way_until <= p_at)
      and (p_even_if_not_due or next_try_at <= p_at)
    order by notice
$$;

-- Counts a try before it is made, and keeps others from making one meanwhile. False means that
-- somebody else was here since the note was looked at: its tries are others by now.
create function ledger.take_notice(
    p_notice bigint,
    p_tries integer,
    p_at timestamptz,
    p_under_way_until timestamptz,
    p_next_try_at timestamptz
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update ledger.notice
    set tries = tries + 1,
        under_way_until = p_under_way_until,
        next_try_at = p_next_try_at
    where notice = p_notice
      and tries = p_tries
      and sent_at is null
      and given_up_at is null
      and (under_way_until is null or under_way_until <= p_at);
    return found;
end
$$;

-- What became of the try that was counted as this one; false where somebody else has made another.
create function ledger.end_try_of_notice(
    p_notice bigint,
    p_tries integer,
    p_sent_at timestamptz,
    p_given_up_at timestamptz,
    p_error text
) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update ledger.notice
    set under_way_until = null,
        sent_at = p_sent_at,
        given_up_at = p_given_up_at,
        last_error = coalesce(p_error, last_error)
    where notice = p_notice
      and tries = p_tries
      and sent_at is null
      and given_up_at is null;
    return found;
end
$$;

revoke all on function ledger.waiting_notices(timestamptz, boolean) from public;
revoke all on function
    ledger.take_notice(bigint, integer, timestamptz, timestamptz, timestamptz) from public;
revoke all on function
    ledger.end_try_of_notice(bigint, integer, timestamptz, timestamptz, text) from public;

comment on function ledger.waiting_notices(timestamptz, boolean) is
    'The notes that wait and may be taken now.';
comment on function ledger.take_notice(bigint, integer, timestamptz, timestamptz, timestamptz) is
    'Takes a note to hand it over; false where somebody else was first.';
comment on function ledger.end_try_of_notice(bigint, integer, timestamptz, timestamptz, text) is
    'Records what became of a try to hand over a note.';
