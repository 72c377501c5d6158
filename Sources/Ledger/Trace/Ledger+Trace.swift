public import BursarModel
import PostgreSQL

extension Ledger {
    /// The whole story of the fees that are asked for, in the order in which they came.
    ///
    /// `marks` find purged fees by their transaction ids. The line in an output's file is not the
    /// ledger's to know.
    public func trace(
        _ query: TraceQuery,
        at campus: CampusKey,
        marks: PurgeMarks?
    ) throws -> [TracedFee] {
        var search = TraceSearch(connection, campus: campus, marks: marks)
        try search.find(query)
        let places = search.charges.map(\.fee.place) + search.held.map(\.fee.place)
        let exports = try tracedExports(
            Set(places.map(\.export) + search.repeats.map(\.place.export)),
            at: campus
        )
        let outputs = try tracedOutputs(
            Set(
                search.charges.compactMap(\.fee.output) + search.held.compactMap(\.fee.output)
                    + search.held.compactMap(\.fromOutput)
            ),
            at: campus
        )
        return try Set(places).sorted().map { place in
            try TraceStory(
                place: place,
                campus: campus,
                charges: search.charges.filter { $0.fee.place == place },
                held: search.held.filter { $0.fee.place == place },
                repeats: search.repeats,
                exports: exports,
                outputs: outputs
            ).fee
        }
    }

    private func tracedExports(
        _ numbers: Set<Int>,
        at campus: CampusKey
    ) throws -> [Int: TracedExport] {
        var exports: [Int: TracedExport] = [:]
        for row in try connection.query(
            """
            select export, file_name, encode(sha256, 'hex') as hex, export_number, received_at,
                booked_at, run, baseline, purged_at
            from ledger.export
            where campus = \(campus.text) and export = any (\(Array(numbers))::bigint[])
            """
        ) {
            let number: Int = try row.get("export")
            exports[number] = TracedExport(
                id: "\(campus.text)-x\(number)",
                file: try row.get("file_name"),
                sha256: try row.get("hex"),
                exportNumber: try row.get("export_number"),
                ordinal: 0,
                line: 0,
                receivedAt: Timestamp(try row.get("received_at") as PostgresTimestamp),
                bookedAt: (try row.get("booked_at") as PostgresTimestamp?).map(Timestamp.init),
                run: try row.get("run"),
                baseline: try row.get("baseline"),
                purgedAt: (try row.get("purged_at") as PostgresTimestamp?).map(Timestamp.init)
            )
        }
        return exports
    }

    private func tracedOutputs(
        _ numbers: Set<Int>,
        at campus: CampusKey
    ) throws -> [Int: TracedOutput] {
        var outputs: [Int: TracedOutput] = [:]
        for row in try connection.query(
            """
            select output, run, name, kind, state, encode(sha256, 'hex') as hex, outbox, revision,
                format, file, planned_at, published_at, collected_at, void_at, voided_by, note,
                purged_at
            from ledger.output
            where campus = \(campus.text) and output = any (\(Array(numbers))::bigint[])
            """
        ) {
            guard let kind = OutputKind(rawValue: try row.get("kind")),
                let state = OutputState(rawValue: try row.get("state"))
            else { throw LedgerError.unexpectedState("an output in the ledger is not readable") }
            let number: Int = try row.get("output")
            let name: String = try row.get("name")
            func time(_ column: String) throws -> Timestamp? {
                (try row.get(column) as PostgresTimestamp?).map(Timestamp.init)
            }
            var output = TracedOutput(
                id: "\(campus.text)-\(number)",
                name: name,
                kind: kind,
                state: state,
                sha256: try row.get("hex"),
                record: nil,
                path: "\(try row.get("outbox") as String)/\(name)",
                run: try row.get("run"),
                revision: try row.get("revision"),
                format: try row.get("format"),
                file: try row.get("file"),
                plannedAt: Timestamp(try row.get("planned_at") as PostgresTimestamp)
            )
            output.publishedAt = try time("published_at")
            output.collectedAt = try time("collected_at")
            output.voidAt = try time("void_at")
            output.voidedBy = try row.get("voided_by")
            output.note = try row.get("note")
            output.purgedAt = try time("purged_at")
            outputs[number] = output
        }
        return outputs
    }
}
