import Synchronization
import TestSupport

/// An evening with everything bad in it at three campuses, and a fourth that must not notice.
///
/// It runs once; each row's test looks at its own part.
final class BadEvening: Sendable {
    static let shared = Result { try BadEvening() }

    /// Of the run of the campus whose exports are all in order, and of the run of all campuses.
    let exits: [Int32?]
    /// State and reason of what came to the campus of bad exports, by file name.
    let verdicts: [String: String]
    /// Reasons of held fees of the campus of odd fees, by their place in the export.
    let heldFees: [Int: String]
    /// Outputs by campus and name.
    let outboxes: [String: [String: String]]
    /// What the run says of each campus.
    let parts: [String: JSON]
    let charges: Int64
    /// What the witness's outbox holds after an evening without anything bad.
    let undisturbed: [String: String]
    let messages: String

    /// 256 MiB of a process's own memory, and a minute of its processors, for all of it together.
    private static let limits = "ulimit -d 262144; ulimit -t 60"

    static let witness = ExportBuilder.fines("POMONABURSAR", job: 1, 9)

    static let odd: ExportBuilder = {
        let fees = OddFee.all.enumerated().map { place, odd in
            odd.fee.transactionID == nil
                ? odd.fee.with(\.transactionID, "odd-\(place)")
                : odd.fee.transactionID == "none" ? odd.fee.with(\.transactionID, nil) : odd.fee
        }
        return ExportBuilder("CHICOBURSAR", job: 7, fees)
    }()

    static func name(of place: Int) -> String {
        "HUMBOLDTBURSAR-\(place + 100)-\(1_795_000_000_000 + place).xml"
    }

    private init() throws {
        let site = try HubSite()
        let campuses = [
            CampusDeclaration("humboldt").with(\.institutionNumber, "1234"),
            CampusDeclaration("chico").with(
                \.more,
                "limits: {largest_amount: 100000.00, held_at_least: 1000}"
            ),
            CampusDeclaration("sonoma"), CampusDeclaration("pomona"),
        ]
        try site.onboard(campuses)
        for (place, bad) in BadExport.all.enumerated() {
            try site.put(bad.bytes, at: "humboldt", as: BadEvening.name(of: place))
        }
        let nilSum =
            "<xb:sum xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\">5.01"
        try site.put(
            BadEvening.odd.xml.replacing("<xb:sum>\(OddFee.saysNil)", with: nilSum),
            at: "chico",
            as: BadEvening.odd.fileName
        )
        for form in AcceptedForm.all {
            try site.put(form.bytes, at: "sonoma", as: form.plain.fileName)
        }
        try site.put(ExportBuilder("SONOMABURSAR", job: 3, []), at: "sonoma")
        try site.put(BadEvening.witness, at: "pomona")

        let forms = try site.limitedRun(BadEvening.limits, "--campus", "sonoma")
        let all = try site.limitedRun(BadEvening.limits)
        exits = [forms.exit, all.exit]
        messages = forms.messages + all.messages
        parts = [
            "sonoma": try forms.campus("sonoma"), "humboldt": try all.campus("humboldt"),
            "chico": try all.campus("chico"), "pomona": try all.campus("pomona"),
        ]
        verdicts = parts["humboldt"]?.exportVerdicts ?? [:]
        var heldFees: [Int: String] = [:]
        for item in try site.command(["held", "chico", "--json"]).json["held"].items {
            heldFees[Int(item["ordinal"].integer ?? 0)] = item["reason"].string
        }
        self.heldFees = heldFees
        var outboxes: [String: [String: String]] = [:]
        for campus in campuses { outboxes[campus.key] = try site.outbox(of: campus.key) }
        self.outboxes = outboxes
        charges = try site.ledger.charges

        let calm = try HubSite()
        try calm.onboard([CampusDeclaration("pomona")])
        try calm.put(BadEvening.witness, at: "pomona")
        try calm.run()
        undisturbed = try calm.outbox(of: "pomona")
    }
}

extension HubSite {
    /// A run under a shell's limits.
    func limitedRun(_ limits: String, _ arguments: String...) throws -> HubProcess.Outcome {
        try HubProcess.shell(
            "\(limits); exec \"$0\" \"$@\"",
            ["run", "--settle", "0", "--run-date", HubSite.runDate, "--json", "--home", home]
                + ["--database", databaseURI] + arguments,
            deadline: .seconds(240)
        )
    }

    @discardableResult
    func put(_ bytes: [UInt8], at campus: String, as name: String) throws -> String {
        try makeFolder("home/inbox/\(campus)")
        return try scratch.write(bytes, to: "home/inbox/\(campus)/\(name)")
    }
}
