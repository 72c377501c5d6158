import TestSupport
import Testing

/// A decision that is not understood, or does not fit, changes no row and no file.
@Suite struct WrongUseTests {
    private let site: HubSite

    /// Humboldt has a held fee, a held export, and an output that nobody collected.
    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 1,
                [
                    .init("900000001", "LOCKERKEY", "5", id: "1"),
                    .init("900000001", "OVERDUEFINE", "5", id: "2"),
                ]
            ),
            at: "humboldt"
        )
        try site.put("<html/>", at: "humboldt", as: "HUMBOLDTBURSAR-2-1795000002000.xml")
        _ = try site.run()
    }

    @Test func `a decision that does not fit changes nothing`() throws {
        let before = try site.everything()
        for line in [
            // ids that are none, or of no campus, or of another kind
            "held release humboldt-f9", "held write-off humboldt-x9", "held release nowhere-f1",
            "held write-off humboldt-1", "held write-off humboldt-f1 humboldt-fx",
            "outputs void humboldt-9", "outputs confirm nowhere-1",
            "outputs reissue humboldt-trial-1",
            // states in which it cannot be
            "held reopen humboldt-f1", "outputs confirm humboldt-1", "held release humboldt-f1",
            "held release humboldt-x2",
        ] {
            let words = line.split(separator: " ").map(String.init)
            let refused = try site.command(words + ["--reason", "because", "--json"])
            #expect(refused.exit == 64, "\(line)")
            #expect(try refused.json["error"]["remedy"].string?.isEmpty == false, "\(line)")
        }
        #expect(try site.command(["outputs", "show", "humboldt-f1"]).exit == 64)
        #expect(try site.everything() == before)
    }

    @Test func `a reason that says nothing, or names a patron, is refused`() throws {
        let before = try site.everything()
        let commands = [
            ["held", "release", "humboldt-f1"], ["held", "write-off", "humboldt-f1"],
            ["held", "reopen", "humboldt-f1"], ["outputs", "void", "humboldt-1"],
            ["outputs", "confirm", "humboldt-1"], ["outputs", "reissue", "humboldt-1"],
        ]
        let reasons = [
            "", "  ", "a\nb", "a\u{1B}[31mb", "of 900000001", "SSN 123-45-6789",
            String(repeating: "a", count: 1001),
        ]
        for (number, reason) in reasons.enumerated() {
            for words in number == 0 ? commands : [commands[number % commands.count]] {
                let refused = try site.command(words + ["--reason", reason])
                #expect(refused.exit == 64)
                #expect(!refused.messages.contains("900000001"))
                #expect(!refused.messages.contains("\u{1B}"))
            }
        }
        #expect(try site.everything() == before)
    }

    @Test func `without a reason nothing is decided that needs one`() throws {
        let before = try site.everything()
        for words in [
            ["held", "write-off", "humboldt-f1"], ["held", "reopen", "humboldt-f1"],
            ["outputs", "void", "humboldt-1"], ["outputs", "confirm", "humboldt-1"],
            ["outputs", "reissue", "humboldt-1"],
        ] {
            #expect(try site.command(words).exit == 64)
        }
        #expect(try site.everything() == before)
    }

    @Test func `while another hub works on the campus nothing is decided`() throws {
        let before = try site.everything()
        try site.whileAnotherHubWorks(on: "humboldt") {
            for words in [
                ["held", "write-off", "humboldt-f1"], ["held", "release", "humboldt-f1"],
                ["outputs", "void", "humboldt-1"], ["outputs", "reissue", "humboldt-1"],
            ] {
                let busy = try site.command(words + ["--reason", "because", "--json"])
                #expect(busy.exit == 1)
                #expect(try busy.json["error"]["message"].string?.contains("another hub") == true)
            }
        }
        #expect(try site.everything() == before)
    }

    @Test func `from a home that the database has never seen nothing is decided`() throws {
        let before = try site.everything()
        for words in [
            ["held", "write-off", "humboldt-f1"], ["outputs", "void", "humboldt-1"],
            ["outputs", "confirm", "humboldt-1"],
        ] {
            let refused = try HubProcess.run(
                words + [
                    "--reason", "because", "--home", "\(site.scratch.path)/elsewhere",
                    "--database", site.databaseURI,
                ]
            )
            #expect(refused.exit == 64)
            #expect(refused.messages.contains("home"))
        }
        #expect(try site.everything() == before)
    }
}
