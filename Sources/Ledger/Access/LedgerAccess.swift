public import PostgreSQL

/// Who may do what in the database, from `sql/access/`.
///
/// Grants are given anew as a whole, so that what somebody has changed by hand is put right and
/// what is in no list, nobody may.
public enum LedgerAccess {
    /// All of it, in its order.
    public static let script = StandingScript(
        name: "access",
        parts: [roles, database, text(PackageResources.grants_sql)]
    )

    /// The roles of the cluster, and a login for each campus; needs no table to be there.
    public static let roles = text(PackageResources.roles_sql)

    /// Who may enter a database; a copy of a database needs it anew.
    public static let database = text(PackageResources.database_sql)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
