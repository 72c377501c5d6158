import PostgreSQL

extension GlobalOptions {
    /// False before anything was onboarded: whoever only looks makes no home and no database then.
    var hasDatabase: Bool {
        get throws {
            try databaseAddress != nil
                || EmbeddedServer(folder: "\(homePath)/postgres").status() != .absent
        }
    }
}
