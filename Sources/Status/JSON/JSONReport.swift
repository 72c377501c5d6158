public import BursarModel

/// Reports for programs, with the keys of the contract.
public enum JSONReport {
    /// `run --json` and `summary --format json`.
    public static func summary(_ run: RunSummary) throws -> String {
        try JSONTreeEncoder.encode(run)
            .leading(["run", "started_at", "finished_at", "mode", "demo", "campuses"]).pretty
    }

    public static func status(_ report: StatusReport) throws -> String {
        try JSONTreeEncoder.encode(report).leading(["as_of", "demo"]).pretty
    }

    public static func campuses(_ campuses: [RegisteredCampus]) throws -> String {
        try list("campuses", of: campuses)
    }

    public static func outputs(_ outputs: [OutputSummary]) throws -> String {
        try list("outputs", of: outputs)
    }

    /// A page of a list; `next` is the path of the page behind it, nil at the end.
    public static func outputs(_ outputs: [OutputSummary], next: String?) throws -> String {
        try list("outputs", of: outputs, .init("next", next.map(JSONValue.text) ?? .null))
    }

    /// A page of a list, as of `outputs`.
    public static func runs(_ runs: [RunEntry], next: String?) throws -> String {
        try list("runs", of: runs, .init("next", next.map(JSONValue.text) ?? .null))
    }

    public static func held(_ items: [HeldItem]) throws -> String { try list("held", of: items) }

    /// A page of a list, as of `outputs`.
    public static func held(_ items: [HeldItem], next: String?) throws -> String {
        try list("held", of: items, .init("next", next.map(JSONValue.text) ?? .null))
    }

    /// One held fee or export: the keys of a list's item, and what became of it.
    public static func heldDetail(_ detail: HeldDetail) throws -> String {
        try merged(detail.item, detail)
    }

    /// One output: the keys of a list's item, its way, and its fees.
    public static func outputDetail(_ detail: OutputDetail) throws -> String {
        try merged(detail.output, detail)
    }

    /// The keys of one value, then those of another.
    private static func merged(_ one: some Encodable, _ other: some Encodable) throws -> String {
        guard case .object(let members) = try JSONTreeEncoder.encode(one),
            case .object(let more) = try JSONTreeEncoder.encode(other)
        else { return "" }
        return JSONValue.object(members + more).pretty
    }

    /// `trace --json`, with students' ids as far as the ledger still has them.
    public static func fees(_ fees: [TracedFee]) throws -> String { try list("fees", of: fees) }

    /// `check --json`: what the text shows, with patrons' data where the outputs have them.
    public static func check(_ report: CheckReport) throws -> String { try value(report) }

    public static func formats(_ formats: [FormatEntry]) throws -> String {
        try list("formats", of: formats)
    }

    public static func tokens(_ tokens: [TokenEntry]) throws -> String {
        try list("tokens", of: tokens)
    }

    /// `database roles --json`.
    public static func roles(_ roles: [RoleGrants]) throws -> String {
        try list("roles", of: roles)
    }

    /// One value by itself, such as a campus of `campus show`.
    public static func value(_ value: some Encodable) throws -> String {
        try JSONTreeEncoder.encode(value).pretty
    }

    /// Why a command failed: `{"error": {"status", "message", "remedy"}}`.
    public static func failure(status: Int32, message: String, remedy: String?) -> String {
        JSONValue.object([
            .init(
                "error",
                .object([
                    .init("status", .integer(Int64(status))), .init("message", .text(message)),
                    .init("remedy", remedy.map(JSONValue.text) ?? .null),
                ])
            )
        ]).pretty
    }

    /// What is wrong in files; `onboard` adds what became of each campus.
    public static func diagnostics(
        _ diagnostics: [Diagnostic],
        campuses: [OnboardedCampus]? = nil
    ) -> String {
        var members = [JSONValue.Member("diagnostics", .list(diagnostics.map(json)))]
        if let campuses { members.append(.init("campuses", .list(campuses.map(\.json)))) }
        return JSONValue.object(members).pretty
    }

    /// One revision against the one before.
    public static func revision(
        _ entry: RevisionEntry,
        of campus: CampusKey,
        _ files: [FileDifference]
    ) throws -> String {
        let (old, new) = ("revision \(entry.revision - 1)", "revision \(entry.revision)")
        let differences = JSONValue.list(files.map { $0.json(from: old, to: new) })
        guard case .object(let members) = try JSONTreeEncoder.encode(entry) else { return "" }
        return JSONValue.object(
            [JSONValue.Member("campus", .text(campus.text))] + members
                + [JSONValue.Member("files", differences)]
        ).pretty
    }

    private static func list(
        _ key: String,
        of values: [some Encodable],
        _ more: JSONValue.Member...
    ) throws -> String {
        let values = try values.map { try JSONTreeEncoder.encode($0) }
        return JSONValue.object([.init(key, .list(values))] + more).pretty
    }

    private static func json(_ diagnostic: Diagnostic) -> JSONValue {
        .object([
            .init("severity", .text(diagnostic.severity.rawValue)),
            .init("file", diagnostic.file.map(JSONValue.text) ?? .null),
            .init("line", diagnostic.place.map { .integer(Int64($0.line)) } ?? .null),
            .init("column", diagnostic.place.map { .integer(Int64($0.column)) } ?? .null),
            .init("end_column", diagnostic.endColumn.map { .integer(Int64($0)) } ?? .null),
            .init("message", .text(diagnostic.message.text)),
            .init("hint", diagnostic.hint.map { .text($0.text) } ?? .null),
            .init("included_by", diagnostic.includedBy.map(JSONValue.text) ?? .null),
        ])
    }
}
