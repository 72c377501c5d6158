import TestSupport
import Testing

/// What a run makes of the exports of several campuses, byte for byte.
@Suite struct EveningTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test func `a campus's charges, credits and community file are written byte for byte`() throws {
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 1,
                [
                    .init("900123456", "OVERDUEFINE", "12.5", id: "71"),
                    .init("012345678", "LOSTITEMREPLACEMENTFEE", "300", id: "72"),
                    .init("900123456", "CREDIT", "-3.25", id: "73"),
                    .init("U1234", "OVERDUEFINE", "0.5", id: "74"),
                ]
            ),
            at: "humboldt"
        )
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(run.messages == "")
        #expect(
            try site.outbox(of: "humboldt") == [
                "bursar-converted-DEBITS-20112026.dat": """
                900123456,300000006919,0012.50,11/16/2026
                012345678,300000006920,0300.00,11/16/2026

                """,
                "bursar-converted-CREDITS-20112026.dat": """
                900123456,820000206129,0003.25,11/16/2026

                """,
                "bursar-community-20112026.csv": """
                UserID,Name,Item Type,Amount,Date
                U1234,"Sample, Sam",OVERDUEFINE,0000.50,11/16/2026

                """,
            ]
        )
        #expect(try site.inbox(of: "humboldt") == [])
    }
}
