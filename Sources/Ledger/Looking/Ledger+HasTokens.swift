import PostgreSQL

extension Ledger {
    /// Whether a token was ever made, revoked or not; for the status login.
    ///
    /// Until then pages are open to whoever reaches them on the hub's own machine.
    public func hasTokens() throws -> Bool {
        try connection.query("select exists (select created_at from access.token) as has")
            .first?.get("has") ?? true
    }
}
