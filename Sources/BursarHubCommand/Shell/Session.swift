import BursarModel
import Declarations
import Hub
import Ledger
import PostgreSQL

/// A home and its database, opened for one command.
struct Session {
    let home: Home
    let address: PostgresAddress
    let ledger: Ledger
    private let patience: Duration

    /// Opens the home and a database that is fit and of this program's version.
    ///
    /// The embedded database is made, started and migrated on demand. A server is none of ours: it
    /// is migrated by `database migrate` alone.
    init(_ global: GlobalOptions, _ console: Console) throws {
        home = try Home(global.homePath)
        address = try Session.database(global, home, console)
        patience = try global.patience
        let connection = try PostgresConnection.connectWithRetries(
            address,
            applicationName: "bursarhub command",
            within: patience
        )
        try Session.judge(connection, console)
        if global.databaseAddress == nil {
            let applied = try LedgerMigrations.migrate(connection, by: Person.name)
            if !applied.isEmpty { console.detail("\(applied.count) migrations applied") }
        } else if try !PostgresMigrator(connection, LedgerMigrations.all).status().isCurrent {
            throw CommandFailure(
                .databaseUnfit,
                "the database is of an older version than this program",
                remedy: "run `bursarhub database migrate --admin-database URL`"
            )
        }
        ledger = Ledger(connection)
    }

    private static func database(
        _ global: GlobalOptions,
        _ home: Home,
        _ console: Console
    ) throws -> PostgresAddress {
        guard let address = global.databaseAddress else {
            return try EmbeddedServer(folder: home.databasePath).start()
        }
        guard address.isReadable else {
            throw CommandFailure(
                .databaseUnfit,
                "the database's address cannot be read",
                remedy: "give a libpq URI, such as postgresql://host/bursarhub"
            )
        }
        if global.database != nil, address.hasPassword {
            console.message(
                "warning: a password in --database can be seen by others; use a pgpass file"
            )
        }
        return address
    }

    /// Refuses a server that is not to be trusted with money, before anything is written.
    static func judge(_ connection: PostgresConnection, _ console: Console) throws {
        let fitness = try PostgresFitness.check(connection) {
            PostgresTimestamp(microsecondsSince1970: HubClock.system.now.microseconds)
        }
        for finding in fitness.findings where !finding.isUnfit {
            console.message("warning: \(finding)")
        }
        if let unfit = fitness.findings.first(where: \.isUnfit) {
            throw CommandFailure(
                .databaseUnfit,
                "\(Printable(unfit.fact))",
                remedy: "\(Printable(unfit.remedy)); `bursarhub doctor` names all that is wrong"
            )
        }
    }

    var hub: Hub { Hub(home: home, database: address, patience: patience) }
}

extension Session {
    /// A campus that is onboarded, by the key a person typed.
    func knownCampus(_ text: String) throws -> CampusKey {
        let known = try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now)
            .map(\.campus)
        if let key = CampusKey(text), known.contains(key) { return key }
        let nearest = Spelling.nearest(text, among: known.map(\.text))
        throw CommandFailure(
            .usage,
            "there is no campus `\(Printable(text))`",
            remedy: nearest.map { "did you mean `\(Printable($0))`?" }
                ?? "`bursarhub campus list` names them"
        )
    }
}
