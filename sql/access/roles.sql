-- The roles of the cluster, and a login for each campus of the registry.
--
-- Applied whenever the database is migrated, and by `database roles`; doing it again changes
-- nothing, and puts right what somebody has changed by hand. No password is set here: that is the
-- site's matter. Limits of sessions that a site has chosen stay.
--
-- People's logins get a share of the server's places, so that they leave a quarter to runs: status
-- pages a quarter at most, the campuses together a half, as far as each can have one.

do $roles$
declare
    wanted record;
    extra record;
    campuses text[] := '{}';
    logins text[] := '{}';
    login text;
    places integer := current_setting('max_connections')::integer
        - current_setting('superuser_reserved_connections')::integer
        -- Of PostgreSQL 16 and later.
        - coalesce(current_setting('reserved_connections', true)::integer, 0);
begin
    if to_regclass('registry.campus') is not null and to_regclass('access.campus_login') is not null then
        execute 'select coalesce(array_agg(c.campus order by c.campus), ''{}''),
                coalesce(array_agg(
                    coalesce(l.login::text, ''bursarhub_campus_'' || replace(c.campus, ''-'', ''_''))
                    order by c.campus), ''{}'')
            from registry.campus c
            left join access.campus_login l using (campus)'
            into campuses, logins;
    end if;

    for wanted in
        select w.role, w.logs_in, w.inherits, w.usual, least(w.usual, w.share) as sessions,
            w.reads_only, w.purpose
        from (values
            ('bursarhub_owner', false, true, -1, -1, false,
                'owns the schemas of the hub; nobody logs in as it'),
            ('bursarhub_run', true, true, 64, 64, false,
                'the hub''s runs and commands: adds rows, and changes states'),
            -- Does not inherit: it takes the place of one campus at a time, by SET ROLE.
            ('bursarhub_status', true, false, 20, greatest(1, places / 4), false,
                'status pages and reports of all campuses, without students'' ids'),
            ('bursarhub_purge', true, true, 2, 2, false,
                'removes what retention no longer allows, by one function'),
            ('bursarhub_campus', false, true, -1, -1, false,
                'what every campus''s login may; which rows, its own name says')
        ) as w (role, logs_in, inherits, usual, share, reads_only, purpose)
        union all
        select c.login, true, true, 3,
            least(3, greatest(1, places / 2 / greatest(1, cardinality(campuses)))), true, 'the login of campus ' || c.campus
        from unnest(campuses, logins) as c (campus, login)
    loop
        begin
            if not exists (select from pg_catalog.pg_roles where rolname = wanted.role) then
                execute format('create role %I %s %s connection limit %s',
                    wanted.role,
                    case when wanted.logs_in then 'login' else 'nologin' end,
                    case when wanted.inherits then 'inherit' else 'noinherit' end,
                    wanted.sessions);
                execute format('comment on role %I is %L', wanted.role, wanted.purpose);
                if wanted.reads_only then
                    execute format('alter role %I set default_transaction_read_only = on', wanted.role);
                end if;
            end if;
        exception when duplicate_object or unique_violation then
            null;  -- made at this moment for another database of the cluster
        end;
        -- Only a superuser may change some of these, so nothing is said that holds already.
        if exists (
            select from pg_catalog.pg_roles
            where rolname = wanted.role
              and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)
        ) then
            execute format(
                'alter role %I nosuperuser nocreaterole nocreatedb noreplication nobypassrls',
                wanted.role);
        end if;
        if exists (
            select from pg_catalog.pg_roles
            where rolname = wanted.role
              and (rolcanlogin <> wanted.logs_in or rolinherit <> wanted.inherits)
        ) then
            execute format('alter role %I %s %s', wanted.role,
                case when wanted.logs_in then 'login' else 'nologin' end,
                case when wanted.inherits then 'inherit' else 'noinherit' end);
        end if;
        -- One that is as it was given follows a server that has fewer places.
        if wanted.sessions < wanted.usual and exists (
            select from pg_catalog.pg_roles
            where rolname = wanted.role and rolconnlimit = wanted.usual
        ) then
            begin
                execute format('alter role %I connection limit %s', wanted.role, wanted.sessions);
            exception when internal_error then
                null;  -- changed at this moment for another database of the cluster
            end;
        end if;
        -- A server that would write rows into its log is to spare ours, where we may tell it to.
        if wanted.logs_in
            and current_setting('is_superuser') = 'on'
            and (current_setting('log_error_verbosity') <> 'terse'
                or current_setting('log_statement') <> 'none'
                or current_setting('log_parameter_max_length_on_error') <> '0')
            and not exists (
                select from pg_catalog.pg_roles
                where rolname = wanted.role and 'log_error_verbosity=terse' = any (rolconfig))
        then
            execute format('alter role %I set log_error_verbosity = terse', wanted.role);
            execute format('alter role %I set log_statement = none', wanted.role);
            execute format('alter role %I set log_parameter_max_length_on_error = 0', wanted.role);
        end if;
    end loop;

    -- Who migrates and backs up acts as the owner, and who purges takes the place of run and purge;
    -- a superuser may do so anyhow.
    foreach login in array array['bursarhub_owner', 'bursarhub_run', 'bursarhub_purge'] loop
        if not pg_has_role(current_user, login, 'usage') then
            execute format('grant %I to %I', login, current_user);
        end if;
    end loop;
    foreach login in array logins loop
        begin
            if not pg_has_role(login, 'bursarhub_campus', 'usage') then
                execute format('grant bursarhub_campus to %I', login);
            end if;
            if not exists (
                select from pg_catalog.pg_auth_members
                where roleid = to_regrole(quote_ident(login))
                  and member = to_regrole('bursarhub_status')
            ) then
                execute format('grant %I to bursarhub_status', login);
            end if;
        exception when unique_violation then
            null;  -- as above
        end;
    end loop;
    for extra in
        select granted.rolname as role, member.rolname as member
        from pg_catalog.pg_auth_members m
        join pg_catalog.pg_roles granted on granted.oid = m.roleid
        join pg_catalog.pg_roles member on member.oid = m.member
        where member.rolname in
                ('bursarhub_owner', 'bursarhub_run', 'bursarhub_purge', 'bursarhub_campus')
            or (member.rolname = any (logins) and granted.rolname <> 'bursarhub_campus')
            -- Logins of campuses of another database of this cluster stay.
            or (member.rolname = 'bursarhub_status'
                and not starts_with(granted.rolname, 'bursarhub_campus_'))
    loop
        execute format('revoke %I from %I', extra.role, extra.member);
    end loop;

    if campuses <> '{}' then
        execute 'insert into access.campus_login (campus, login)
            select campus, login from unnest($1, $2) as c (campus, login)
            on conflict (campus) do nothing'
            using campuses, logins;
    end if;
end
$roles$;
