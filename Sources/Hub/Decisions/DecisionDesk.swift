import AlmaExport
import BursarModel
import Ledger
import PostgreSQL

/// A home, its database and one campus, claimed for one decision of a person.
struct DecisionDesk {
    let hub: Hub
    let places: Places
    let ledger: Ledger
    private let connection: PostgresConnection

    init(_ hub: Hub) throws {
        self.hub = hub
        connection = try hub.connect("decision")
        ledger = Ledger(connection)
        AlmaExportReader.prepare()
        places = try Places(home: hub.home, database: try ledger.databaseIdentifier())
    }

    /// Decides under the campus's claim, as a run works.
    ///
    /// - Throws: `DecisionRefusal` while another hub works on the campus, or where this home has
    ///   never worked with the database: its archive and staging folders are elsewhere then.
    func decide<Outcome>(on campus: CampusKey, _ body: (Claim) throws -> Outcome) throws -> Outcome
    {
        do {
            guard try ledger.hasWorked(inHome: hub.home.id) else {
                throw DecisionRefusal(
                    "no run of this database has ever used this home",
                    remedy: "give the hub's home with --home"
                )
            }
            let claim = try claim(campus)
            do {
                let outcome = try body(claim)
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
            for: "decision-\(RunID.make(at: hub.now))",
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
