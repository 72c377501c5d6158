import BursarModel
import Hub
import Ledger
import PostgreSQL
import Serving

/// The database as pages look at it: with the rights of `bursarhub_status`, which read alone.
struct ServingDatabase: Sendable {
    let hub: Hub
    private let address: PostgresAddress

    /// The embedded database is made, started and migrated on demand; a server is only asked.
    ///
    /// A server that is away now is waited for by the pages, not here.
    init(_ global: GlobalOptions, _ console: Console) throws {
        if let given = global.databaseAddress {
            address = try Self.statusLogin(given, console)
            hub = Hub(home: try Home(global.homePath), database: address)
        } else {
            let session = try Session(global, console)
            address = session.loginAddress.withUser(LedgerRole.status.name)
            hub = Hub(home: session.home, database: address)
        }
    }

    /// A login that may more than look is lent the role that may not.
    private static func statusLogin(
        _ given: PostgresAddress,
        _ console: Console
    ) throws -> PostgresAddress {
        guard given.isReadable else {
            throw CommandFailure(
                .databaseUnfit,
                "the database's address cannot be read",
                remedy: "give a libpq URI, such as postgresql://host/bursarhub"
            )
        }
        if given.user == LedgerRole.status.name { return given }
        return given.actingAs(LedgerRole.status.name)
    }

    /// A session that is fit to be asked; called by the pool's threads, after a restart again.
    @Sendable func open() throws -> PostgresConnection {
        let connection = try PostgresConnection(
            address,
            applicationName: "bursarhub serve",
            deadlines: PostgresDeadlines(connect: .seconds(3), statement: .seconds(20))
        )
        guard try LedgerMigrations.migrator(connection).status().isCurrent else {
            connection.close()
            throw DatabaseUnfit(
                "the database is of an older version than this program"
            )
        }
        return connection
    }

    /// Whether a token was ever made; nil where the server is away, which the pages wait for.
    ///
    /// - Throws: where the database is there and cannot be looked at.
    func hasTokens(_ console: Console) throws -> Bool? {
        do {
            let connection = try open()
            defer { connection.close() }
            return try Ledger(connection).hasTokens()
        } catch let error as PostgresError where error.isServerAway {
            console.message(
                "warning: the database cannot be reached yet; until then pages say so: \(error)"
            )
            return nil
        } catch let error as PostgresError {
            throw CommandFailure(
                .databaseUnfit,
                "\(Printable(error.description))",
                remedy:
                    "give --database the login \(Printable(LedgerRole.status.name)); `bursarhub database roles --admin-database URL` makes it"
            )
        } catch let unfit as DatabaseUnfit {
            throw CommandFailure(
                .databaseUnfit,
                "\(Printable(unfit.words))",
                remedy: "run `bursarhub database migrate --admin-database URL`, then start again"
            )
        }
    }
}
