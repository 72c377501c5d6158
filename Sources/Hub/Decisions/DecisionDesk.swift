import AlmaExport
import BursarModel
import Ledger
import PostgreSQL

/// A home, its database and one campus, claimed for one decision of a person.
struct DecisionDesk {
    let hub: Hub
    let places: Places
    let ledger: Ledger
    private let run: String
    private let connection: PostgresConnection

    private init(_ hub: Hub, _ places: Places, _ keeper: LeaseKeeper) throws {
        self.hub = hub
        self.places = places
        run = keeper.run
        connection = try hub.connect(keeper.sessionName)
        ledger = Ledger(connection)
    }

    /// Decides under the campus's claim, as a run works: the lease is renewed meanwhile, and given
    /// back where the process is asked to end.
    ///
    /// `leadsOut` says of a database that is older than the home whether just this leads out of it.
    ///
    /// - Throws: `DecisionRefusal` while another hub works on the campus, or where this home has
    ///   never worked with the database: its archive and staging folders are elsewhere then.
    ///   `HubError.databaseBehind` where the database lacks what the home has published.
    static func decide<Outcome: Sendable>(
        _ hub: Hub,
        on campus: CampusKey,
        unless leadsOut: (DatabaseAge.Difference.Kind) -> Bool = { _ in false },
        _ body: @escaping @Sendable (DecisionDesk, Claim) throws -> Outcome
    ) throws -> Outcome {
        var control = Ledger(try hub.connect("control"))
        AlmaExportReader.prepare()
        let database = try control.databaseIdentifier()
        let places = try Places(home: hub.home, database: database)
        guard try control.hasWorked(inHome: hub.home.id) else {
            throw DecisionRefusal(
                "no run of this database has ever used this home",
                remedy: "give the hub's home with --home"
            )
        }
        try DatabaseAge(home: hub.home, database: database, ledger: control)
            .refuseOlder(campus, unless: leadsOut)
        let keeper = LeaseKeeper(hub: hub, run: Ledger.decisionPrefix + RunID.make(at: hub.now))
        return try keeper.finish(&control) {
            try DecisionDesk(hub, places, keeper).decide(on: campus, body)
        }
    }

    private func decide<Outcome>(
        on campus: CampusKey,
        _ body: (DecisionDesk, Claim) throws -> Outcome
    ) throws -> Outcome {
        do {
            let claim = try claim(campus)
            do {
                let outcome = try body(self, claim)
                try ledger.release(claim)
                return outcome
            } catch let refusal as DecisionRefusal {
                // Nothing was killed here: no lease may say so.
                try ledger.release(claim)
                throw refusal
            }
        } catch {
            // Whatever is open ends with the connection, and the campus is free again.
            connection.close()
            throw error
        }
    }

    private func claim(_ campus: CampusKey) throws -> Claim {
        switch try ledger.claim(
            campus,
            for: run,
            at: hub.now,
            runDate: nil
        )
        {
        case .claimed(let claim): return claim
        case .busy:
            throw DecisionRefusal(
                .somebodyMustLook,
                "another hub works on \(campus) now; nothing was changed",
                remedy: "run the command again when it is done"
            )
        case .stalled:
            throw DecisionRefusal(
                .somebodyMustLook,
                "another hub holds \(campus) and has not been heard of; nothing was changed",
                remedy: "see whether a hub hangs on another host, and end it"
            )
        }
    }
}
