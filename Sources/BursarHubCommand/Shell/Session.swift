import BursarModel
import Declarations
import Hub
import Ledger
import PostgreSQL

/// A home and its database, opened for one command.
///
/// Whoever is named to it, a command works with the rights of `bursarhub_run`.
struct Session {
    let home: Home
    let address: PostgresAddress
    let ledger: Ledger
    private let patience: Duration
    private let embedded: EmbeddedDatabase?
    /// The administrator's where he is known; it works with the rights of runs, too.
    private let administratorsAddress: PostgresAddress
    /// As a person gave it, or the embedded database's; a login of a campus takes the place of its.
    let loginAddress: PostgresAddress

    /// Opens the home and a database that is fit and of this program's version.
    ///
    /// The embedded database is made, started and migrated on demand. A server is none of ours: it
    /// is migrated by `database migrate` alone.
    /// Where a command is `forAdministrator`, his login is no reason to warn.
    init(_ global: GlobalOptions, _ console: Console, forAdministrator: Bool = false) throws {
        home = try Home(global.homePath)
        patience = try global.patience
        if let given = global.databaseAddress {
            embedded = nil
            loginAddress = try Session.readable(given, global, console)
            let opened = try Session.open(
                loginAddress,
                within: patience,
                console,
                forAdministrator: forAdministrator
            )
            address = opened.address
            administratorsAddress = opened.address
            ledger = Ledger(opened.connection)
        } else {
            let database = try EmbeddedDatabase(home)
            embedded = database
            loginAddress = database.administrator
            address = database.run
            administratorsAddress = database.administrator.actingAs(LedgerRole.run.name)
            ledger = Ledger(try database.open(console) { try Session.judge($0, console) })
        }
    }

    private static func open(
        _ given: PostgresAddress,
        within patience: Duration,
        _ console: Console,
        forAdministrator: Bool
    ) throws -> (address: PostgresAddress, connection: PostgresConnection) {
        let connection = try connect(given, within: patience)
        try judge(connection, console)
        guard try LedgerMigrations.migrator(connection).status().isCurrent else {
            throw CommandFailure(
                .databaseUnfit,
                "the database is of an older version than this program",
                remedy: "run `bursarhub database migrate --admin-database URL`"
            )
        }
        guard try LedgerAccess.mayChangeEverything(connection) else { return (given, connection) }
        connection.close()
        if !forAdministrator {
            console.message(
                "warning: --database names an administrator's login; this works with the rights of "
                    + "\(LedgerRole.run.name) instead. Give runs that login: `bursarhub database roles`"
            )
        }
        let address = given.actingAs(LedgerRole.run.name)
        return (address, try connect(address, within: patience))
    }

    private static func connect(
        _ address: PostgresAddress,
        within patience: Duration
    ) throws -> PostgresConnection {
        try PostgresConnection.connectWithRetries(
            address,
            applicationName: "bursarhub command",
            within: patience
        )
    }

    private static func readable(
        _ address: PostgresAddress,
        _ global: GlobalOptions,
        _ console: Console
    ) throws -> PostgresAddress {
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

    /// With the rights of runs as well, but of a login that may take the place of another role.
    var administratorsHub: Hub {
        Hub(home: home, database: administratorsAddress, patience: patience)
    }

    /// Gives campuses that were onboarded their logins; on a server that is its administrator's.
    func makeLogins(_ console: Console) throws {
        let missing = try ledger.campusesWithoutLogin()
        guard !missing.isEmpty else { return }
        guard let embedded else {
            console.detail(
                "without a login to the database: \(missing.map(\.text).joined(separator: ", ")); "
                    + "`bursarhub database roles --admin-database URL` makes them"
            )
            return
        }
        try embedded.makeLogins()
    }
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
