import BursarModel

extension PlannedRevision {
    /// The key `changes` of a campus in `onboard --json`.
    var json: JSONValue {
        .object([
            .init(
                "state",
                .object([
                    .init("before", stateInForce.map { .text($0.rawValue) } ?? .null),
                    .init("after", .text(campus.state.rawValue)),
                ])
            ),
            .init("stays_paused", .bool(stateInForce == .paused && campus.pause != nil)),
            .init("files", .list(files.map { $0.json(from: "in force", to: "new") })),
            .init("held_freed", held.freed.json),
            .init("held_left_out", held.leftOut.json),
            .init("held_remaining", .list(held.remainingInOrder.map { $0.tally.json($0.reason) })),
            .init(
                "held_exports_freed",
                .object([
                    .init("exports", .integer(held.freedExports)),
                    .init("fees", held.freedExportFees.json),
                ])
            ),
            .init(
                "held_exports_remaining",
                .list(
                    held.remainingExports.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                        .object([
                            .init("reason", .text($0.key.rawValue)),
                            .init("exports", .integer($0.value)),
                        ])
                    }
                )
            ),
            .init("obstacles", .list(held.obstacles.map { .text($0.text) })),
        ])
    }
}

extension HeldOutlook {
    fileprivate var remainingInOrder: [(reason: HoldReason, tally: Tally)] {
        remaining.filter { $0.value.count > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { (reason: $0.key, tally: $0.value) }
    }
}

extension Tally {
    fileprivate var json: JSONValue { .object(members) }

    fileprivate func json(_ reason: HoldReason) -> JSONValue {
        .object([JSONValue.Member("reason", .text(reason.rawValue))] + members)
    }

    private var members: [JSONValue.Member] {
        [
            .init("count", .integer(count)), .init("charge_cents", .integer(chargeCents)),
            .init("credit_cents", .integer(creditCents)),
        ]
    }
}
