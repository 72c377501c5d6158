-- Who may enter this database. A copy of a database does not take this along, so it stands alone.

do $database$
declare
    routine regprocedure;
begin
    execute format('revoke all on database %I from public', current_database());
    execute format(
        'grant connect on database %I
            to bursarhub_run, bursarhub_status, bursarhub_purge, bursarhub_campus',
        current_database());
    -- A run's fees arrive by COPY in a temporary table; nobody else makes any.
    execute format('grant temporary on database %I to bursarhub_run', current_database());
    -- Owning a schema asks for it.
    execute format('grant create on database %I to bursarhub_owner', current_database());
    if to_regnamespace('public') is not null then
        revoke all on schema public from public;
    end if;
    -- Large objects would be a place to write for those who may only read, and an advisory lock
    -- could make a campus look busy. These functions are the superuser's to keep.
    if current_setting('is_superuser') = 'on' then
        for routine in
            select p.oid::regprocedure from pg_catalog.pg_proc p
            where p.pronamespace = 'pg_catalog'::regnamespace
              and (p.proname ~ '^pg_(try_)?advisory_(xact_)?lock'
                or p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea'))
        loop
            execute format('revoke execute on function %s from public', routine);
            if starts_with(routine::text, 'pg_') then
                execute format(
                    'grant execute on function %s to bursarhub_owner, bursarhub_run, bursarhub_purge',
                    routine);
            end if;
        end loop;
    end if;
end
$database$;
