import BursarModel
import Status
import TestSupport
import Testing

/// Every outcome alone, and the combinations that change the sentence.
@Suite struct HeadlineTests {
    @Test(arguments: CampusOutcome.allCases)
    func `every outcome of a single campus has its sentence`(_ outcome: CampusOutcome) throws {
        let sent = try Arranged.books(written: Arranged.tally(3, 900))
        let books = outcome == .ok || outcome == .attention ? sent : .zero
        let campus = try Arranged.campus("fresno", outcome: outcome, books: books)
        let expected =
            switch outcome {
            case .ok: "Everything is sent"
            case .nothing: "Nothing came"
            case .attention: "Everything is sent but for Fresno"
            case .failed, .configError: "Nothing is sent: Fresno needs a person"
            case .busy: "Another run is at work"
            case .paused: "No campus takes part: one paused"
            case .retired: "No campus takes part: one retired"
            case .trial: "Nothing is live yet: one campus on trial"
            }
        #expect(Headline(try Arranged.run([campus])).text == expected)
    }

    @Test func `an evening with two troubled campuses says how many`() throws {
        let run = try Arranged.run([
            try sent("bakersfield"), try Arranged.campus("fresno", outcome: .failed),
            try Arranged.sanMarcos(),
        ])
        #expect(Headline(run).text == "Everything is sent but for two campuses")
    }

    @Test func `trouble at every campus is no everything`() throws {
        let run = try Arranged.run([
            try Arranged.sanMarcos(), try Arranged.campus("fresno", outcome: .failed),
        ])
        #expect(Headline(run).text == "Not everything is sent: all two campuses need a person")
    }

    @Test func `books that do not balance come before all else`() throws {
        let run = try Arranged.run([try sent("fresno")], finished: false, balanced: false)
        #expect(Headline(run).text == "The books do not balance")
    }

    @Test func `a run without an end has not finished`() throws {
        let run = try Arranged.run([try sent("fresno")], finished: false)
        #expect(Headline(run).text == "The run of 18:10 has not finished")
    }

    @Test func `trial campuses alone make nothing live`() throws {
        let campuses = try Arranged.names.keys.map {
            try Arranged.campus($0, state: .trial, outcome: .trial)
        }
        let run = try Arranged.run(campuses)
        #expect(Headline(run).text == "Nothing is live yet: 23 campuses on trial")
    }

    @Test func `a demonstration runs trial campuses as if live, and says that it is one`() throws {
        let campus = try Arranged.campus(
            "fresno",
            state: .trial,
            books: try Arranged.books(written: Arranged.tally(3, 900))
        )
        let headline = Headline(try Arranged.run([campus], isDemo: true))
        #expect(headline.line == "DEMO: Everything is sent")
    }

    @Test func `a run that only reports sends nothing`() throws {
        let run = try Arranged.run([try sent("fresno")], mode: .reportOnly)
        #expect(Headline(run).text == "Everything would be sent")
    }

    @Test func `known fees alone are nothing new`() throws {
        let books = try Arranged.books(duplicate: Arranged.tally(62, 9000))
        let run = try Arranged.run([try Arranged.campus("fresno", books: books)])
        #expect(Headline(run).text == "Nothing new came")
    }

    @Test func `skipped fees alone leave nothing to send`() throws {
        let books = try Arranged.books(skipped: Arranged.tally(2, 0))
        let run = try Arranged.run([try Arranged.campus("fresno", books: books)])
        #expect(Headline(run).text == "Nothing was to be sent")
    }

    @Test func `held fees of earlier days are still somebody's`() throws {
        let held = [HeldCount(reason: .noTerm, feeType: nil, tally: Arranged.tally(2, 900))]
        let run = try Arranged.run([
            try Arranged.campus("fresno", outcome: .attention, held: held),
            try Arranged.campus("chico", outcome: .nothing),
        ])
        #expect(Headline(run).text == "Nothing new came, and Fresno needs a person")
    }

    @Test func `an export that still arrives is not everything`() throws {
        let campus = try Arranged.campus(
            "fresno",
            books: try Arranged.books(written: Arranged.tally(3, 900)),
            exports: [Arranged.export("fresno", state: .settling)]
        )
        let run = try Arranged.run([campus])
        #expect(Headline(run).text == "Everything that came is sent; one export is still arriving")
    }

    @Test func `a file that waits in its outbox is not sent`() throws {
        let waiting = try Arranged.output(
            "fresno",
            1,
            "bursar.csv",
            state: .waiting,
            records: 3,
            charges: 900
        )
        let campus = try Arranged.campus(
            "fresno",
            books: try Arranged.books(written: Arranged.tally(3, 900)),
            outputs: [waiting]
        )
        let run = try Arranged.run([campus, try sent("chico")])
        #expect(Headline(run).text == "Everything is sent but for Fresno")
        #expect(Needs(run).matters.map(\.matter) == ["a file waits, 3 records"])
    }

    @Test func `released fees alone are sent`() throws {
        let run = try Arranged.run([
            try Arranged.campus("fresno", released: Arranged.tally(2, 900))
        ])
        #expect(Headline(run).text == "Everything is sent")
    }

    @Test func `another run at some campuses is told beside the rest`() throws {
        let run = try Arranged.run([
            try sent("chico"), try Arranged.campus("fresno", outcome: .busy),
        ])
        #expect(Headline(run).text == "Everything is sent; another run is at one campus")
    }

    @Test func `a run over nobody says so`() throws {
        #expect(Headline(try Arranged.run([])).text == "No campus is registered yet")
    }

    @Test(arguments: CampusStatus.Health.allCases)
    func `every health of a single campus has its sentence`(_ health: CampusStatus.Health) throws {
        let report = StatusReport(
            asOf: Arranged.start,
            isDemo: false,
            campuses: [try Arranged.status("fresno", health: health)]
        )
        let expected =
            switch health {
            case .failed: "Fresno: the last run failed"
            case .overdue: "Fresno: the next export is overdue"
            case .attention: "Fresno needs a person"
            case .ok: "Fresno is in order"
            case .never: "Fresno: no export has come yet"
            case .paused: "Fresno is paused"
            case .planned: "Fresno is planned"
            case .retired: "Fresno is retired"
            }
        #expect(Headline(report).text == expected)
    }

    @Test func `a status of several campuses has one sentence`() throws {
        func sentence(_ campuses: CampusStatus...) -> String {
            Headline(StatusReport(asOf: Arranged.start, isDemo: false, campuses: campuses)).text
        }
        let good = try Arranged.status("chico")
        let overdue = try Arranged.status("fresno", health: .overdue)
        let planned = try Arranged.status("pomona", state: .planned, health: .planned)
        let trial = try Arranged.status("sonoma", state: .trial)
        #expect(sentence() == "No campus is registered yet")
        #expect(sentence(good, planned) == "Everything is in order")
        #expect(sentence(good, overdue) == "Everything is in order but for Fresno")
        #expect(sentence(overdue, overdue) == "All two campuses need a person")
        #expect(
            sentence(planned, trial)
                == "Nothing is live yet: one campus on trial, one campus planned"
        )
    }

    private func sent(_ key: String) throws -> CampusSummary {
        try Arranged.campus(key, books: try Arranged.books(written: Arranged.tally(3, 900)))
    }
}
