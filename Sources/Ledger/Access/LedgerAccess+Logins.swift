public import BursarModel
public import PostgreSQL

extension LedgerAccess {
    /// Gives each campus a login that has none yet; for an administrator's session.
    public static func makeLogins(_ administrator: PostgresConnection) throws {
        try administrator.transaction {
            try administrator.executeScript(roles, deadline: .seconds(60))
        }
    }

    /// Whether the session could change whatever it likes: no run is to work with such a login.
    public static func mayChangeEverything(_ connection: PostgresConnection) throws -> Bool {
        let rows = try connection.query(
            """
            select r.rolsuper or r.rolbypassrls
                or coalesce(pg_has_role(to_regrole('bursarhub_owner'), 'member'), false) as may
            from pg_catalog.pg_roles r
            where r.rolname = current_user
            """
        )
        return try rows.first?.get("may") ?? false
    }
}

extension Ledger {
    /// The campuses that were onboarded since logins were last made.
    public func campusesWithoutLogin() throws -> [CampusKey] {
        try connection.query(
            """
            select campus from registry.campus
            where campus not in (select campus from access.campus_login)
            order by campus
            """
        ).compactMap { CampusKey(try $0.get("campus") as String) }
    }

    /// The role with which a campus's people log in; nil until an administrator's command made it.
    public func login(of campus: CampusKey) throws -> String? {
        try connection.query(
            "select login::text as login from access.campus_login where campus = \(campus.text)"
        ).first?.get("login")
    }
}
