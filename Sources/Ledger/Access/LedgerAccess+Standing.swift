import BursarModel
public import PostgreSQL

/// Who may do what as it stands, to tell whether anything was changed.
///
/// Of roles only the hub's own, and the logins of this database's campuses: a cluster may have more.
struct AccessStanding: Equatable {
    /// One line for each right, login, membership, owner and policy.
    private let lines: Set<String>

    /// Nil before the first of all grants: making them is no change of anything.
    ///
    /// Nil, too, for an administrator who may not look yet.
    init?(_ connection: PostgresConnection) throws {
        guard try AccessStanding.canBeSeen(connection),
            try !connection.query("select 1 from migration.standing where name = 'access'").isEmpty
        else { return nil }
        lines = Set(
            try connection.query(Self.statement, deadline: .seconds(60)).map { try $0.get("line") }
        )
    }

    /// How many are here and not there.
    func surplus(over other: AccessStanding) -> Int { lines.subtracting(other.lines).count }

    private static func canBeSeen(_ connection: PostgresConnection) throws -> Bool {
        try connection.query(
            """
            select c.oid
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where (n.nspname, c.relname)
                    in (('access', 'campus_login'), ('migration', 'standing'))
              and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
            """
        ).count == 2
    }

    private static let statement: PostgresStatement =
        """
        with space as (
            select oid, nspname, nspacl, nspowner from pg_catalog.pg_namespace
            where nspname in ('registry', 'ledger', 'report', 'access', 'migration')
        ), role as (
            select oid, rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolcreatedb,
                rolreplication, rolbypassrls
            from pg_catalog.pg_roles
            where rolname in ('bursarhub_owner', 'bursarhub_run', 'bursarhub_status',
                    'bursarhub_purge', 'bursarhub_campus')
                or rolname in (select login::text from access.campus_login)
        ), granted (object, owner, rights) as (
            select 'database', datdba, coalesce(datacl, acldefault('d', datdba))
            from pg_catalog.pg_database where datname = current_database()
            union all
            select 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner))
            from space
            union all
            select c.oid::regclass::text, c.relowner,
                coalesce(c.relacl,
                    acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))
            from pg_catalog.pg_class c join space s on s.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'S', 'm', 'p')
            union all
            select c.oid::regclass::text || '.' || a.attname, c.relowner, a.attacl
            from pg_catalog.pg_attribute a
            join pg_catalog.pg_class c on c.oid = a.attrelid
            join space s on s.oid = c.relnamespace
            where a.attacl is not null
            union all
            select p.oid::regprocedure::text, p.proowner,
                coalesce(p.proacl, acldefault('f', p.proowner))
            from pg_catalog.pg_proc p join space s on s.oid = p.pronamespace
        )
        select concat_ws(' ', 'right', g.object, a.grantee::regrole, a.privilege_type,
            a.is_grantable) as line
        from granted g cross join lateral aclexplode(g.rights) a
        union all
        select concat_ws(' ', 'owner', object, owner::regrole) from granted
        union all
        select concat_ws(' ', 'table', c.oid::regclass, c.relrowsecurity, c.relforcerowsecurity,
            array_to_string(c.reloptions, ','))
        from pg_catalog.pg_class c join space s on s.oid = c.relnamespace
        where c.relkind in ('r', 'v')
        union all
        select concat_ws(' ', 'policy', schemaname, tablename, policyname, permissive,
            array_to_string(roles, ','), cmd, qual, with_check)
        from pg_catalog.pg_policies where schemaname in (select nspname from space)
        union all
        select concat_ws(' ', 'role', rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole,
            rolcreatedb, rolreplication, rolbypassrls)
        from role
        union all
        select concat_ws(' ', 'member', m.roleid::regrole, m.member::regrole)
        from pg_catalog.pg_auth_members m
        where m.member in (select oid from role)
          and (m.roleid in (select oid from role)
            or m.member::regrole::text <> 'bursarhub_status')
        union all
        select concat_ws(' ', 'login', campus, login) from access.campus_login
        """
}

extension LedgerMigrations {
    /// Gives all grants anew and makes what logins are missing; what that changed is in the trail.
    public static func applyStanding(
        _ connection: PostgresConnection,
        by person: String
    ) throws(MigratorError) {
        var before: AccessStanding?
        try migrator(connection).applyStanding(
            before: { before = try AccessStanding(connection) },
            after: { try audit(before, connection, by: person) }
        )
    }

    /// Tells of rights, roles and logins that came or went, where any did.
    static func audit(
        _ before: AccessStanding?,
        _ connection: PostgresConnection,
        by person: String
    ) throws {
        guard let before, let after = try AccessStanding(connection), before != after else {
            return
        }
        try connection.audit(
            AuditEntry(
                .rolesChanged,
                at: nil,
                by: person,
                facts: [
                    AuditFact("given", after.surplus(over: before)),
                    AuditFact("taken", before.surplus(over: after)),
                ]
            )
        )
    }
}
