import Digests
import TestSupport
import Testing

/// Who is told what after a run, through msmtp into a mail server.
@Suite(.enabled(if: TestMailSink.isInstalled, "needs msmtp and python3-aiosmtpd"))
struct TellingTests {
    /// Each is tried below, one after the other.
    static let stops = [
        "notices.before=crash", "notices.before_commit=crash", "notices.handed_over=crash",
    ]

    private static let day = 86_400

    private func readers(_ mails: [JSON]) -> [String] {
        mails.flatMap { $0["to"].items.compactMap(\.string) }.sorted()
    }

    private func mail(_ mails: [JSON], to reader: String) -> JSON {
        mails.first { $0["to"].items.contains(.text(reader)) } ?? .null
    }

    @Test func `a late, a held and a failed campus are told of, and a quiet night is not`() throws {
        let hub = try TellingSite()
        let keys = ["chico", "humboldt", "sonoma"]
        try hub.site.onboard(
            keys.map { TellingSite.campus($0) }
                + [TellingSite.campus("fresno", schedule: "daily 18:00")]
        )
        for (number, key) in (keys + ["fresno"]).enumerated() {
            let code = CampusDeclaration(key).code
            try hub.site.put(.fines(code, job: number + 1, 2), at: key)
        }
        #expect(try hub.run().exit == 0)
        var mails = try hub.sink.takeMails()
        #expect(
            readers(mails) == [
                "billing@chico.example", "billing@fresno.example", "billing@humboldt.example",
                "billing@sonoma.example", "it@consortium.example", "office@consortium.example",
            ]
        )
        #expect(mails.count == 5)
        let load = mail(mails, to: "billing@humboldt.example")
        #expect(load["subject"] == "humboldt: 1 file to load, 2 records, $3.02")
        #expect(load["text"].string?.contains("layout LIBFEES · group type LIB") == true)
        #expect(
            mail(mails, to: "it@consortium.example")["subject"].string?
                .hasPrefix("BursarHub: everything is sent (") == true
        )
        for mail in mails {
            #expect(mail["defects"] == .list([]))
            #expect(mail["from"] == "bursarhub@consortium.example")
            #expect(mail["headers"]["Auto-Submitted"] == "auto-generated")
            #expect((mail["longest_line"].integer ?? 999) <= 78)
            #expect(mail["html"].string?.contains("<h1") == true)
            for line in lines(of: mail["text"].string ?? "") {
                #expect(line.count <= 76 || !line.contains(" "), "\(line)")
            }
        }

        // Fresno's export does not come, Humboldt has a fee without an item type, and what was
        // Sonoma's inbox is a file.
        try hub.site.put(.fines(CampusDeclaration("chico").code, job: 11, 3), at: "chico")
        try hub.site.put(
            ExportBuilder(
                CampusDeclaration("humboldt").code,
                job: 12,
                [
                    .init("900123456", "LOCKERKEY", "15", id: "901"),
                    .init("900123456", "OVERDUEFINE", "2.5", id: "902"),
                ]
            ),
            at: "humboldt"
        )
        try hub.site.scratch.move("home/inbox/sonoma", to: "home/inbox/away")
        try hub.site.scratch.write("", to: "home/inbox/sonoma")
        let night = try hub.run(later: 2 * TellingTests.day)
        #expect(night.exit == 1)
        mails = try hub.sink.takeMails()
        #expect(
            readers(mails) == [
                "billing@chico.example", "billing@fresno.example", "billing@humboldt.example",
                "billing@sonoma.example", "it@consortium.example", "office@consortium.example",
            ]
        )
        #expect(mails.count == 5)
        let summary = mail(mails, to: "office@consortium.example")
        #expect(
            summary["subject"].string?
                .hasPrefix("BursarHub: everything sent but for sonoma, fresno and humboldt (")
                == true,
            "\(summary["subject"])"
        )
        #expect(summary["text"].string?.contains("LOCKERKEY has no item type.") == true)
        #expect(summary["text"].string?.contains("no export came when it was due") == true)
        #expect(
            mail(mails, to: "billing@humboldt.example")["subject"]
                == "humboldt: 1 file to load, 1 record, $2.50; 1 fee held"
        )
        #expect(
            mail(mails, to: "billing@fresno.example")["subject"] == "fresno: the export is overdue"
        )
        #expect(mail(mails, to: "billing@sonoma.example")["subject"] == "sonoma: the run failed")
        #expect(!"\(mails)".contains("900123456"))

        #expect(try hub.run(later: 3 * TellingTests.day).exit == 1)
        mails = try hub.sink.takeMails()
        #expect(readers(mails) == ["it@consortium.example", "office@consortium.example"])
        #expect(mails.count == 1)
        // The same evening has no news at all.
        #expect(try hub.run(later: 3 * TellingTests.day).exit == 1)
        #expect(try hub.sink.takeMails() == [])

        // What needed a person does so no more, and whoever was told of it is told that, too.
        try hub.site.scratch.move("home/inbox/sonoma", to: "home/inbox/file")
        try hub.site.scratch.move("home/inbox/away", to: "home/inbox/sonoma")
        #expect(try hub.run(later: 3 * TellingTests.day).exit == 1)
        mails = try hub.sink.takeMails()
        #expect(
            mail(mails, to: "billing@sonoma.example")["subject"]
                == "sonoma: nothing needs you any more"
        )
        #expect(mails.count == 2)
    }

    @Test func `a mail server that is away delays nothing, and what waited comes once`() throws {
        let hub = try TellingSite("summary: trouble")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        hub.sink.stop()
        let run = try hub.run()
        #expect(run.exit == 0)
        #expect(run.messages.split(separator: "\n").count == 1, "\(run.messages)")
        #expect(run.messages.contains("1 waiting (`bursarhub notices list`): sendmail ended with"))
        let queued = try hub.notices("list", "--json").json["notices"][0]
        #expect(queued["state"] == "waiting")
        #expect(queued["tries"] == 1)
        try hub.sink.start()
        // Too early for the second try.
        #expect(try hub.run().messages == "")
        #expect(try hub.sink.takeMails() == [])
        #expect(try hub.run(later: 400).messages == "")
        let mails = try hub.sink.takeMails()
        #expect(mails.count == 1)
        #expect(try hub.notices("send").output == "0 handed over\n")
        #expect(try hub.notices("list", "--json").json["notices"][0]["state"] == "sent")
    }

    @Test func `a run that is killed before it tells is told of by the next`() throws {
        let hub = try TellingSite("summary: trouble")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        // Somebody has to be known to have been told before.
        #expect(try hub.run().exit == 0)
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        for stop in TellingTests.stops {
            #expect(try hub.sink.takeMails() == [])
            #expect(try hub.run(failpoints: stop).wasKilled)
        }
        let first = try hub.sink.takeMails()
        #expect(first.map { $0["subject"] } == ["humboldt: 1 file to load, 1 record, $1.01"])
        // Handed over and not recorded: it comes once more, as the same mail.
        #expect(try hub.run(later: 400).exit == 0)
        let second = try hub.sink.takeMails()
        #expect(
            second.map { $0["headers"]["Message-ID"] } == first.map { $0["headers"]["Message-ID"] }
        )
        #expect(try hub.run(later: 800).exit == 0)
        #expect(try hub.sink.takeMails() == [])
    }

    @Test func `a webhook's call is signed over its time and its body`() throws {
        let hub = try TellingSite("campuses: never", webhook: "/hook?key=x")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        #expect(try hub.run().exit == 0)
        let call = try #require(try hub.sink.takeCalls().first)
        #expect(call["path"] == "/hook?key=x")
        let body = try #require(call["body"].string)
        let event = try JSON(body)
        #expect(event["event"] == "run")
        #expect(event["totals"]["written"] == ["count": 1, "charge_cents": 101, "credit_cents": 0])
        #expect(event["outputs"][0]["records"] == 1)
        let time = try #require(call["headers"]["X-BursarHub-Timestamp"].string)
        let key = HMACKey(Array(TellingSite.secret.utf8))
        let tag = key.authenticate("\(time).\(body)").hex
        #expect(call["headers"]["X-BursarHub-Signature"].string == "sha256=\(tag)")
    }

    @Test func `what is wrong with notices yaml ends no run`() throws {
        let hub = try TellingSite("webhok: {}")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        let run = try hub.run()
        #expect(run.exit == 0)
        #expect(run.messages.contains("nobody was told: "))
        #expect(run.messages.contains("unknown key `webhok`; did you mean `webhook`?"))
        #expect(try hub.notices("test").exit == 2)
        #expect(try hub.sink.takeMails() == [])
    }

    @Test func `a test note goes to the consortium, and says who asked`() throws {
        let hub = try TellingSite(webhook: "/broken")
        let outcome = try hub.notices("test")
        #expect(outcome.exit == 1)
        #expect(outcome.output == "1 handed over\n")
        #expect(outcome.messages.contains("the webhook answered 500"))
        let mails = try hub.sink.takeMails()
        #expect(mails.map { $0["subject"] } == ["BursarHub: a test note"])
        #expect(readers(mails) == ["it@consortium.example", "office@consortium.example"])
    }
}
