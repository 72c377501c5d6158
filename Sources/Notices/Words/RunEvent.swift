import BursarModel
import Pages
import Status

/// What the webhook gets of a run (docs/notices.md): one line of JSON.
struct RunEvent {
    let json: String

    init(_ run: RunSummary, _ needs: [Need], text: String, address: String?) {
        let totals =
            [JSONValue.Member("read", RunEvent.json(run.totals.read))]
            + Bucket.allCases.map { .init($0.rawValue, RunEvent.json(run.totals[$0])) }
        let outputs = run.campuses.flatMap(\.outputs).map { output in
            JSONValue.object([
                .init("id", .text(output.id)), .init("campus", .text(output.campus.text)),
                .init("name", .text(output.name)), .init("kind", .text(output.kind.rawValue)),
                .init("state", .text(output.state.rawValue)),
                .init("records", .integer(output.records)),
                .init("charge_cents", .integer(output.chargeCents)),
                .init("credit_cents", .integer(output.creditCents)),
            ])
        }
        json =
            JSONValue.object([
                .init("event", .text("run")), .init("demo", .bool(run.isDemo)),
                .init("text", .text(text)), .init("run", .text(run.run)),
                .init("link", address.map { .text($0 + Links.run(run.run)) } ?? .null),
                .init("started_at", .text(run.startedAt.rfc3339)),
                .init("finished_at", run.finishedAt.map { .text($0.rfc3339) } ?? .null),
                .init("balanced", .bool(run.balanced)), .init("totals", .object(totals)),
                .init("needs", .list(needs.map(RunEvent.json))), .init("outputs", .list(outputs)),
            ]).compact
    }

    private static func json(_ tally: Tally) -> JSONValue {
        .object([
            .init("count", .integer(tally.count)),
            .init("charge_cents", .integer(tally.chargeCents)),
            .init("credit_cents", .integer(tally.creditCents)),
        ])
    }

    private static func json(_ need: Need) -> JSONValue {
        .object([
            .init("campus", need.campus.map { .text($0.text) } ?? .null),
            .init("severity", .text(need.severity == .failed ? "failed" : "attention")),
            .init("subject", .text(need.subject)), .init("facts", .text(need.facts)),
            .init("act", .text(need.act)),
        ])
    }
}
