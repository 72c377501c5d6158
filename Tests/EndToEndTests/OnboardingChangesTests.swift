import Glibc
import TestSupport
import Testing

/// `onboard` tells what a change does before it records it.
@Suite struct OnboardingChangesTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    /// Two good fees, two of a type that the campus does not know, one credit with a wrong sign.
    private let export = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        ExportBuilder.fines(2, from: 1000) + [
            .init("900000007", "LOCKERKEY", "40", id: "7"),
            .init("900000008", "LOCKERKEY", "5.5", id: "8"),
            .init("900000009", "CREDIT", "1", id: "9"),
            .init("900000010", "KEYCARD", "3", id: "10"),
        ]
    )

    init() throws { site = try HubSite() }

    private var mended: CampusDeclaration {
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        return campus.with(\.itemTypes, types)
    }

    private func holdFees() throws {
        try site.onboard([campus])
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 1)
        try site.collect(from: "humboldt")
    }

    @Test func `the held fees that a change frees are counted as the next run frees them`() throws {
        try holdFees()
        let before = try site.ledger
        let text = try site.onboard([mended], answering: ["--check"])
        #expect(text.exit == 0)
        #expect(text.output.contains("+      LOCKERKEY: \"300000007777\""))
        #expect(
            text.output.contains(
                "  2 held fees ($45.50) would join the next run's outputs, 2 stay held: "
                    + "credit_positive, no_item_type\n"
            )
        )
        let outcome = try site.onboard([mended], answering: ["--json"])
        let changes = try outcome.json["campuses"][0]["changes"]
        #expect(changes["held_freed"] == ["count": 2, "charge_cents": 4550, "credit_cents": 0])
        #expect(
            changes["held_remaining"].items.map { $0["reason"].string } == [
                "credit_positive", "no_item_type",
            ]
        )
        #expect(changes["files"][0]["added"] == 1)
        #expect(try site.ledger == before)
        let run = try site.run()
        #expect(
            try run.campus("humboldt")["released"]
                == ["count": 2, "charge_cents": 4550, "credit_cents": 0]
        )
    }

    @Test func `a held fee that its record would still refuse is not counted as freed`() throws {
        try site.onboard([campus])
        let large = ExportBuilder.Fee("900000007", "OVERDUEFINE", "12345.67", id: "7")
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, [large]), at: "humboldt")
        #expect(try site.run().exit == 1)
        let raised = campus.with(\.more, "limits: {largest_amount: 50000.00}")
        let shown = try site.onboard([raised], answering: ["--check", "--json"])
        let changes = try shown.json["campuses"][0]["changes"]
        #expect(changes["held_freed"]["count"] == 0)
        #expect(changes["held_remaining"].items.map { $0["reason"].string } == ["field_overflow"])
    }

    @Test func `fees that a new rule leaves out are told`() throws {
        try holdFees()
        let rule = "skip:\n  - {when: {fee.type: LOCKERKEY}, reason: paid at the desk}\n"
        let shown = try site.onboard([campus.with(\.more, rule)], answering: ["--check"])
        #expect(shown.output.contains("2 held fees ($45.50) would be left out by its rules"))
    }

    @Test func `an export that is held whole is counted where it would be read`() throws {
        let strict = campus.with(\.more, "limits: {held_share: 0, held_at_least: 0}")
        try site.onboard([strict])
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 1)
        let stays = try site.onboard(
            [strict.with(\.profile, ["after: leave"])],
            answering: ["--check"]
        )
        #expect(stays.output.contains("1 held export stays held: too_many_held"))
        let shown = try site.onboard([mended], answering: ["--check"])
        #expect(shown.output.contains("1 held export would be read, with 4 fees ($48.52)"))
        try site.onboard([mended])
        #expect(try site.run().campus("humboldt")["written"]["count"] == 4)
    }

    @Test func `what a baseline holds stays held, as no run judges it anew`() throws {
        try site.onboard([campus])
        var old = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        old.fees[0].sum = "soon"
        let path = try site.scratch.write(old.xml, to: old.fileName)
        #expect(
            try site.command(["baseline", "humboldt", path, "--reason", "sent before"]).exit == 1
        )
        let rule = "skip:\n  - {when: {fee.type: OVERDUEFINE}, reason: paid at the desk}\n"
        let shown = try site.onboard([campus.with(\.more, rule)], answering: ["--check", "--json"])
        let changes = try shown.json["campuses"][0]["changes"]
        #expect(changes["held_left_out"]["count"] == 0)
        #expect(changes["held_remaining"].items.map { $0["reason"].string } == ["amount_syntax"])
        try site.onboard([campus.with(\.more, rule)])
        #expect(try site.run().exit == 1)
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["amount_syntax": 1])
    }

    @Test func `fees that a killed run took back are counted as the next run sends them`() throws {
        try site.onboardReplacing()
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(.fines("HUMBOLDTBURSAR", job: 2, 1), at: "humboldt")
        #expect(try site.run(failpoints: "void.after_commit=crash").wasKilled)
        let campus = self.campus.with(\.more, "limits: {largest_amount: 2.00}")
        try site.scratch.write(campus.yaml, to: "campuses/humboldt.yaml")
        let shown = try site.command(
            ["onboard", "--check", "--json"]
                + ["humboldt", "humboldt-sf"].map { "\(site.scratch.path)/campuses/\($0).yaml" }
        )
        let changes = try shown.json["campuses"][0]["changes"]
        #expect(changes["held_freed"] == ["count": 1, "charge_cents": 101, "credit_cents": 0])
        #expect(changes["held_remaining"].items.map { $0["reason"].string } == ["amount_too_large"])
    }

    @Test func `an archived export that is gone is told and stops nothing`() throws {
        try holdFees()
        let archive = try site.names(in: "archive/humboldt")
        let name = try #require(archive.first { $0.hasSuffix(".xml") })
        try site.remove("archive/humboldt/\(name)")
        let outcome = try site.onboard([mended])
        #expect(outcome.exit == 0)
        #expect(outcome.output.contains("cannot be judged anew: HUMBOLDTBURSAR-1-"))
        #expect(outcome.output.contains("4 held fees stay held: credit_positive, no_item_type"))
        #expect(try site.command(["campus", "show", "humboldt", "--json"]).json["revision"] == 2)
    }

    @Test func `a changed format is shown once and names all campuses that use it`() throws {
        try site.onboard(CampusDeclaration.pair + [CampusDeclaration("chico")])
        let format = SampleFormats.humboldt.replacing("title: ", with: "title: New: ")
            .replacing("title: New: ", with: "title: New ")
        let path = try site.scratch.write(format, to: "campuses/humboldt-sf.yaml")
        let outcome = try site.command(["onboard", path])
        #expect(outcome.exit == 0)
        #expect(
            outcome.output.contains("It is used by chico, humboldt and sonoma: all of them change.")
        )
        #expect(outcome.output.split(separator: "\n").count { $0.hasPrefix("+title: New") } == 1)
        let list = try site.command(["campus", "list", "--json"]).json["campuses"].items
        #expect(list.map { $0["revision"].integer } == [2, 2, 2])
    }

    @Test func `one error is not followed by a list of all campuses`() throws {
        let keys = ["chico", "fresno", "fullerton", "northridge", "pomona", "sonoma"]
        let others = keys.map { CampusDeclaration($0) }
        try site.onboard(others)
        let bad = campus.with(\.more, "bussiness_unit: HMCMP")
        let outcome = try site.onboard(others + [bad])
        #expect(outcome.exit == 2)
        #expect(outcome.output.contains("6 unchanged"))
        for key in keys { #expect(!outcome.output.contains(key)) }
    }

    @Test func `a new campus is shown by its summary alone`() throws {
        let outcome = try site.onboard([campus])
        #expect(outcome.output.contains("New campus"))
        #expect(outcome.output.contains("HUMBOLDTBURSAR  humboldt-sf  outbox/humboldt"))
        #expect(!outcome.output.contains("@@"))
        let again = try site.onboard([campus])
        #expect(again.output == "1 campus: 1 unchanged\n")
    }
}
