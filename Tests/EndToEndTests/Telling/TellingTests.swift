import Digests
import Glibc
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

    /// Each mail in full, but for its content: whom it came to, and what it is called.
    private func headings(_ mails: [JSON]) -> [String] {
        mails.map { mail in
            let readers = mail["to"].items.compactMap(\.string).joined(separator: ", ")
            return "\(readers): \(mail["subject"].string ?? "")"
        }.sorted()
    }

    /// As the consortium's subjects end, of the day of a run.
    private func day(of run: HubProcess.Outcome) throws -> String {
        let started = try #require(try run.json["started_at"].string)
        let date = "LC_ALL=C TZ=America/Los_Angeles date -d \"$1\" '+(%-d %b)'"
        return String(try HubProcess.shell(date, [started]).output.dropLast())
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
        let evening = try hub.run()
        #expect(evening.exit == 0)
        var mails = try hub.sink.takeMails()
        var day = try day(of: evening)
        #expect(
            headings(mails) == [
                "billing@chico.example: chico: 1 file to load, 2 records, $3.02",
                "billing@fresno.example: fresno: 1 file to load, 2 records, $3.02",
                "billing@humboldt.example: humboldt: 1 file to load, 2 records, $3.02",
                "billing@sonoma.example: sonoma: 1 file to load, 2 records, $3.02",
                "it@consortium.example: BursarHub: everything is sent \(day)",
                "office@consortium.example: BursarHub: everything is sent \(day)",
            ]
        )
        let load = mail(mails, to: "billing@humboldt.example")
        #expect(load["text"].string?.contains("layout LIBFEES · group type LIB") == true)
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
        day = try self.day(of: night)
        let sentence = "BursarHub: everything sent but for sonoma, fresno and humboldt \(day)"
        #expect(
            headings(mails) == [
                "billing@chico.example: chico: 1 file to load, 3 records, $6.03",
                "billing@fresno.example: fresno: the export is overdue",
                "billing@humboldt.example: humboldt: 1 file to load, 1 record, $2.50; 1 fee held",
                "billing@sonoma.example: sonoma: the run failed",
                "it@consortium.example: \(sentence)", "office@consortium.example: \(sentence)",
            ]
        )
        let summary = mail(mails, to: "office@consortium.example")
        #expect(summary["text"].string?.contains("LOCKERKEY has no item type.") == true)
        #expect(summary["text"].string?.contains("no export came when it was due") == true)
        #expect(summary["headers"]["To"] == "it@consortium.example, office@consortium.example")
        #expect(!"\(mails)".contains("900123456"))

        let quiet = try hub.run(later: 3 * TellingTests.day)
        #expect(quiet.exit == 1)
        mails = try hub.sink.takeMails()
        day = try self.day(of: quiet)
        let nothing = "BursarHub: nothing sent, sonoma, fresno and humboldt need a person \(day)"
        #expect(
            headings(mails) == [
                "it@consortium.example: \(nothing)", "office@consortium.example: \(nothing)",
            ]
        )
        // The same evening has no news at all.
        #expect(try hub.run(later: 3 * TellingTests.day).exit == 1)
        #expect(try hub.sink.takeMails() == [])

        // What needed a person does so no more, and whoever was told of it is told that, too.
        try hub.site.scratch.move("home/inbox/sonoma", to: "home/inbox/file")
        try hub.site.scratch.move("home/inbox/away", to: "home/inbox/sonoma")
        let relief = try hub.run(later: 3 * TellingTests.day)
        #expect(relief.exit == 1)
        mails = try hub.sink.takeMails()
        day = try self.day(of: relief)
        let rest = "BursarHub: nothing sent, fresno and humboldt need a person \(day)"
        #expect(
            headings(mails) == [
                "billing@sonoma.example: sonoma: nothing needs you any more",
                "it@consortium.example: \(rest)", "office@consortium.example: \(rest)",
            ]
        )
    }

    @Test func `a campus that wants to hear each day does, once, and of no part of a run`() throws {
        let hub = try TellingSite("summary: trouble\ncampuses: always")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        let greeting = ["billing@humboldt.example: humboldt: nothing new"]
        #expect(try hub.run().exit == 0)
        #expect(headings(try hub.sink.takeMails()) == greeting)
        #expect(try hub.run(later: 60).exit == 0)
        #expect(try hub.run(later: TellingTests.day, "--campus", "humboldt").exit == 0)
        #expect(try hub.sink.takeMails() == [])
        #expect(try hub.run(later: TellingTests.day).exit == 0)
        #expect(headings(try hub.sink.takeMails()) == greeting)
    }

    @Test func `an address that the mail server refuses is named, and keeps nobody waiting`() throws
    {
        let hub = try TellingSite("summary: trouble")
        try hub.site.onboard([
            TellingSite.campus(
                "humboldt",
                contacts: [
                    "gone@humboldt.example", ".odd@humboldt.example", "ann@humboldt.example",
                ]
            )
        ])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        let run = try hub.run()
        #expect(run.exit == 0)
        #expect(run.messages.contains("2 waiting (`bursarhub notices list`)"), "\(run.messages)")
        let mails = try hub.sink.takeMails()
        #expect(readers(mails) == ["ann@humboldt.example", "billing@humboldt.example"])
        let queue = try hub.notices("list", "--json").json["notices"].items
        let waiting = queue.filter { $0["state"] == "waiting" }
        #expect(
            waiting.map { "\($0["reader"].string ?? ""): \($0["last_error"].string ?? "")" } == [
                ".odd@humboldt.example: the reader's address is none that mail can go to",
                "gone@humboldt.example: sendmail ended with exit status 65: msmtp: recipient "
                    + "address gone@humboldt.example not accepted by the server",
            ]
        )
        #expect(queue.count == 4)
    }

    @Test func `a status server hands over what waited for the mail server, and ends in order`()
        throws
    {
        let hub = try TellingSite("summary: trouble", webhook: "/hook")
        try hub.site.onboard([TellingSite.campus("humboldt")])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        hub.sink.stop()
        #expect(try hub.run().messages.contains("2 waiting"))
        // It is away still: that is said once, and pages are not kept waiting.
        let early = try hub.serve(later: 400)
        try early.process.wait(for: "it to say so") {
            try early.process.output.contains("warning: notes not handed over: 2 waiting")
        }
        #expect(try early.client.get("/healthz").status == 200)
        early.process.send(SIGTERM)
        #expect(early.process.exit(within: .seconds(10)) == 0)

        try hub.sink.start()
        let later = try [hub.serve(later: 1200), hub.serve(later: 1200)]
        var mails: [JSON] = []
        var calls: [JSON] = []
        try later[0].process.wait(for: "the notes to come") {
            mails += try hub.sink.takeMails()
            calls += try hub.sink.takeCalls()
            return !mails.isEmpty && !calls.isEmpty
        }
        for served in later { served.process.send(SIGTERM) }
        for served in later {
            #expect(served.process.exit(within: .seconds(10)) == 0)
            #expect(try !served.process.output.contains("warning"))
        }
        mails += try hub.sink.takeMails()
        calls += try hub.sink.takeCalls()
        #expect(
            headings(mails) == [
                "billing@humboldt.example: humboldt: 1 file to load, 1 record, $1.01"
            ]
        )
        #expect(calls.count == 1)
        #expect(try hub.notices("send").output == "0 handed over\n")
    }

    @Test func `a mail server that does not answer keeps neither a page nor the end waiting`()
        throws
    {
        let hub = try TellingSite("summary: trouble") { scratch in
            let program = try scratch.write(
                """
                #!/bin/sh
                test -e \(scratch.path)/open || exit 75
                touch \(scratch.path)/begun
                exec sleep 60
                """,
                to: "sendmail"
            )
            #expect(unsafe chmod(program, 0o700) == 0)
            return program
        }
        try hub.site.onboard([TellingSite.campus("humboldt")])
        try hub.site.put(.fines(CampusDeclaration("humboldt").code, job: 1, 1), at: "humboldt")
        #expect(try hub.run().messages.contains("1 waiting"))
        try hub.site.scratch.write("", to: "open")
        let served = try hub.serve(later: 400)
        try served.process.wait(for: "a mail to be on its way") {
            try hub.site.scratch.names().contains("begun")
        }
        #expect(try served.client.get("/").status == 200)
        served.process.send(SIGTERM)
        #expect(served.process.exit(within: .seconds(5)) == 0)
        // It was given back, and is counted as a try.
        let note = try hub.notices("list", "--json").json["notices"][0]
        #expect(note["state"] == "waiting")
        #expect(note["tries"] == 2)
        #expect(note["last_error"].string?.contains("was killed") == true)
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
        let lists =
            "Dir::State::lists \"\(hub.site.scratch.path)\"; Dir::State::status \"/dev/null\";"
        let doctor = try hub.site.command(
            ["doctor", "--json"],
            environment: ["APT_CONFIG": try hub.site.scratch.write(lists, to: "apt.conf")]
        )
        let warning = try doctor.json["checks"].items.first { $0["check"] == "notices" }
        #expect(warning?["verdict"] == "warning")
        #expect(
            warning?["message"].string?
                .hasPrefix("notes not handed over: 1 waiting, 0 given up: sendmail ended") == true
        )
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
        #expect(outcome.output == "2 handed over\n")
        #expect(outcome.messages.contains("the webhook answered 500"))
        let mails = try hub.sink.takeMails()
        #expect(
            headings(mails) == [
                "it@consortium.example: BursarHub: a test note",
                "office@consortium.example: BursarHub: a test note",
            ]
        )
        let trail = try hub.site.command(["audit", "--json"]).json["audit"].items
        #expect(trail.last?["act"] == "notices_tested")
        #expect(trail.last?["facts"][0]["value"] == "3")
    }
}
