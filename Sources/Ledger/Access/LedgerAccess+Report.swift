public import BursarModel
public import PostgreSQL

extension LedgerAccess {
    /// Every role of the hub and what it may, as the catalogue has it, and who may act as the owner.
    public static func roles(_ connection: PostgresConnection) throws -> [RoleGrants] {
        let grants = try grantsByRole(connection)
        return try connection.query(
            """
            select r.rolname::text as role,
                shobj_description(r.oid, 'pg_authid') as purpose,
                l.campus,
                r.rolcanlogin as logs_in,
                nullif(r.rolconnlimit, -1) as sessions,
                array(
                    select g.rolname::text
                    from pg_catalog.pg_auth_members m
                    join pg_catalog.pg_roles g on g.oid = m.roleid
                    where m.member = r.oid
                    order by 1) as member_of
            from pg_catalog.pg_roles r
            left join access.campus_login l on l.login = r.rolname
            where r.rolname = any (\(LedgerRole.allCases.map(\.name)))
                or l.campus is not null
                or exists (
                    select from pg_catalog.pg_auth_members m
                    where m.member = r.oid and m.roleid = to_regrole('bursarhub_owner'))
            order by l.campus nulls first, r.rolname
            """
        ).map { row in
            let role: String = try row.get("role")
            return RoleGrants(
                role: role,
                purpose: try row.get("purpose"),
                campus: try row.get("campus"),
                logsIn: try row.get("logs_in"),
                sessionLimit: try row.get("sessions"),
                memberOf: try row.get("member_of"),
                grants: grants[role] ?? []
            )
        }
    }

    private static func grantsByRole(
        _ connection: PostgresConnection
    ) throws -> [String: [RoleGrants.Grant]] {
        var byRole: [String: [RoleGrants.Grant]] = [:]
        for row in try connection.query(
            """
            with ours as (
                select oid from pg_catalog.pg_namespace
                where nspowner = to_regrole('bursarhub_owner')
            ), granted as (
                select a.grantee, c.oid::regclass::text as object, a.privilege_type, null::name as part
                from pg_catalog.pg_class c, aclexplode(c.relacl) a
                where c.relnamespace in (select oid from ours)
                union all
                select a.grantee, t.attrelid::regclass::text, a.privilege_type, t.attname
                from pg_catalog.pg_attribute t
                join pg_catalog.pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
                where c.relnamespace in (select oid from ours)
                union all
                select a.grantee, p.oid::regprocedure::text, a.privilege_type, null
                from pg_catalog.pg_proc p, aclexplode(p.proacl) a
                where p.pronamespace in (select oid from ours)
                union all
                select a.grantee, 'database', a.privilege_type, null
                from pg_catalog.pg_database d, aclexplode(d.datacl) a
                where d.datname = current_database()
            )
            select r.rolname::text as role, g.object, lower(g.privilege_type) as privilege,
                coalesce(array_agg(g.part::text order by g.part) filter (where g.part is not null),
                    '{}') as columns
            from granted g
            join pg_catalog.pg_roles r on r.oid = g.grantee
            group by r.rolname, g.object, g.privilege_type, g.part is null
            order by r.rolname, g.object <> 'database', g.object, g.part is null desc,
                g.privilege_type
            """
        ) {
            let (role, object): (String, String) = (try row.get("role"), try row.get("object"))
            let privilege: String = try row.get("privilege")
            let columns: [String] = try row.get("columns")
            var grants = byRole[role] ?? []
            if grants.last?.object != object {
                grants.append(RoleGrants.Grant(object: object, privileges: [], columns: []))
            }
            if columns.isEmpty {
                grants[grants.count - 1].privileges.append(privilege)
            } else {
                grants[grants.count - 1].columns.append(
                    RoleGrants.ColumnGrant(privilege: privilege, columns: columns)
                )
            }
            byRole[role] = grants
        }
        return byRole
    }
}
