public import BursarModel
import Ledger
import Locations
import Posix
public import PostgreSQL

/// Looks at everything on this machine that would stop or endanger a run.
///
/// It books, delivers and moves nothing, makes no home and no database; a rename is tried in each
/// outbox's staging folder, and a stopped embedded database is started, as a run does both.
public struct Doctor {
    private let homePath: String
    /// Nil: the embedded database.
    private let server: PostgresAddress?
    private let patience: Duration
    private let clock: HubClock

    public init(
        home: String,
        database: PostgresAddress?,
        patience: Duration,
        clock: HubClock = .system
    ) {
        (homePath, server, self.patience, self.clock) = (home, database, patience, clock)
    }

    /// The names of all that is looked at, each with a row in docs/operations.md.
    static let checks = [
        ProgramsCheck.name, LibrariesCheck.name, UmaskCheck.name, CoreDumpsCheck.name,
        SwapCheck.name, TimerCheck.name, HomeMarkCheck.name, FileModesCheck.name,
        FreeSpaceCheck.name, EncryptionCheck.name, ServerCheck.name, SchemaCheck.name,
        LoginCheck.name, LeasesCheck.name, CampusesCheck.name, PlacesCheck.name,
        HighWaterCheck.name, ArchiveCheck.name, StagingCheck.name, ReturnedOutputsCheck.name,
        CollectionCheck.name, NoticesCheck.name,
    ]

    /// From the machine to the books; what an earlier part lacks, a later one needs not ask.
    public func examine() -> DoctorReport {
        let embedded = EmbeddedServer(folder: "\(homePath)/postgres")
        var report = DoctorReport(isDemo: false, findings: [])
        let program: [any Examination] = [
            ProgramsCheck(embedded: server == nil ? embedded : nil), LibrariesCheck(),
            UmaskCheck(), CoreDumpsCheck(), SwapCheck(), TimerCheck(),
        ]
        report.findings += program.flatMap { $0.findings() }
        var opening = Findings(check: HomeMarkCheck.name, area: HomeMarkCheck.area)
        do {
            guard let home = try existingHome() else {
                opening.fine(
                    "there is no home at \(Printable(homePath)) yet; `bursarhub onboard` makes it"
                )
                report.findings += opening.all
                return report
            }
            report.isDemo = home.isDemo
            examine(home, embedded, &report)
        } catch {
            opening.problem(error)
            report.findings += opening.all
        }
        return report
    }

    private func existingHome() throws -> Home? {
        do throws(PosixError) {
            guard try Folder.open(homePath).status(of: FileName(named: "home.id")) != nil else {
                return nil
            }
        } catch {
            guard error.errno == .noEntry else { throw error }
            return nil
        }
        return try Home(homePath)
    }

    private func examine(
        _ home: Home,
        _ embedded: EmbeddedServer,
        _ report: inout DoctorReport
    ) {
        let checks: [any Examination] = [
            FileModesCheck(home: home), FreeSpaceCheck(home: home), EncryptionCheck(home: home),
        ]
        let own = checks.flatMap { $0.findings() }
        var reaching = Findings(check: ServerCheck.name, area: ServerCheck.area)
        do {
            guard let address = try address(of: embedded) else {
                reaching.fine("the embedded database is not made yet; `bursarhub onboard` makes it")
                report.findings +=
                    HomeMarkCheck(home: home, database: nil).findings() + own + reaching.all
                return
            }
            let connection = try PostgresConnection.connectWithRetries(
                address,
                applicationName: "bursarhub doctor",
                within: patience
            )
            let desk = DoctorDesk(
                home: home,
                connection: connection,
                ledger: Ledger(connection),
                isEmbedded: server == nil,
                clock: clock
            )
            try examine(desk, own, &report)
        } catch {
            reaching.problem(error)
            report.findings += own + reaching.all
        }
    }

    /// Nil where there is no database yet.
    private func address(of embedded: EmbeddedServer) throws -> PostgresAddress? {
        if let server { return server }
        return try embedded.status() == .absent ? nil : embedded.start()
    }

    private func examine(
        _ desk: DoctorDesk,
        _ own: [DoctorReport.Finding],
        _ report: inout DoctorReport
    ) throws {
        let server = ServerCheck(desk: desk).findings()
        let schema = SchemaCheck(desk: desk).findings()
        guard !schema.contains(where: { $0.verdict == .problem }) else {
            report.findings += own + server + schema
            return
        }
        let database = try desk.ledger.knownDatabaseIdentifier()
        let mark = HomeMarkCheck(home: desk.home, database: database).findings()
        report.findings += mark + own + server + schema
        report.findings += LoginCheck(desk: desk).findings() + LeasesCheck(desk: desk).findings()
        // Another hub's home tells nothing of this database.
        guard let database, !mark.contains(where: { $0.verdict == .problem }) else { return }
        try examineCampuses(desk, database, &report)
    }

    private func examineCampuses(
        _ desk: DoctorDesk,
        _ database: String,
        _ report: inout DoctorReport
    ) throws {
        let (campuses, unreadable) = try CampusesCheck.campuses(desk)
        report.findings += unreadable
        let places = Places(
            lookingFrom: desk.home,
            owner: OwnerMark(home: desk.home.id, database: database)
        )
        let files = try campuses.map {
            CampusFiles(campus: $0, known: try desk.ledger.knownFiles(of: $0.key))
        }
        var marks: [CampusKey: Int] = [:]
        for campus in campuses {
            marks[campus.key] = try HighWaterFile(of: campus.key, in: desk.home).read()?.output
        }
        let checks: [any Examination] = [
            PlacesCheck(campuses: campuses, places: places),
            HighWaterCheck(
                age: DatabaseAge(home: desk.home, database: database, ledger: desk.ledger)
            ),
            ArchiveCheck(files: files, home: desk.home),
            StagingCheck(files: files, home: desk.home, marks: marks),
            ReturnedOutputsCheck(files: files, home: desk.home),
            CollectionCheck(files: files, now: desk.clock.now),
            NoticesCheck(notices: try desk.ledger.notices(), now: desk.clock.now),
        ]
        report.findings += checks.flatMap { $0.findings() }
    }
}
