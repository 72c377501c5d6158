-- Who is who: the logins of campuses, and the name that the database itself goes by.
--
-- What each role may do is not said here but in sql/access, which is applied after the migrations
-- and anew whenever it changes: grants are put right, not added up.

create schema access;

comment on schema access is 'Which login is which campus''s. Row security asks here, and nowhere else.';

create table access.campus_login (
    campus text not null,
    -- A role of the cluster; the policies compare it with current_user.
    login name not null,

    constraint campus_login_pkey primary key (campus),
    constraint login_is_of_one_campus unique (login),
    constraint campus_login_belongs_to_a_campus
        foreign key (campus) references registry.campus (campus)
);

comment on table access.campus_login is
    'The login of each campus. A login that is not here sees no row of any campus.';

-- How many rows every table of the hub has, as whoever asks sees them: a backup compares what the
-- owner sees with what it holds.
create function access.row_counts() returns table (relation text, row_count bigint)
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    for relation in
        select c.oid::regclass::text
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspowner = to_regrole('bursarhub_owner') and c.relkind in ('r', 'p')
        order by 1
    loop
        execute format('select count(*) from %s', relation) into row_count;
        return next;
    end loop;
end
$$;

comment on function access.row_counts() is
    'The rows of every table of the hub, as the login that asks sees them; for the owner alone.';
