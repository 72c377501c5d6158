import BursarModel
import Status
import TestSupport
import Testing

@testable import Pages

/// What people look for on a page is there, in words.
@Suite struct ContentTests {
    @Test(
        arguments: [
            (
                "overview",
                [
                    "<h1>Everything is in order but for two campuses</h1>",
                    "<a href=\"/campuses/fresno\">Fresno</a>: No export since Friday 20 November 2026",
                    "expected Sat 21 Nov, 19:10", "LOCKERKEY has no item type",
                    "<code>campuses/san-marcos.yaml</code>",
                    "aria-current=\"page\">All campuses", "href=\"/runs/20261122-181002-0001\"",
                    "Fees read from 24 October to 22 November:",
                    "none came though due on 21 November",
                    "Total</th>", "(layout not confirmed)",
                    "* The layout is not confirmed by the campus yet.",
                ]
            ),
            (
                "overview-morning",
                [
                    "<span class=\"demo\">DEMO</span>", "<title>DEMO: ",
                    "Run of Sunday 22 November 2026, 18:10 Pacific", "1 taking part",
                ]
            ),
            ("overview-nothing", ["<h1>No campus is registered yet</h1>"]),
            (
                "campus-troubled",
                [
                    "<title>San Marcos: the next export is overdue · San Marcos · BursarHub</title>",
                    "Overdue since Sat 21 Nov, 19:10", "Group type <b>LIB</b>",
                    "<span class=\"copy\">3263.40</span>", "What to do:",
                    "href=\"/held/san-marcos-f7\"", "Mon 23 Nov, 18:00", "6 May 2026",
                    "</span> none</span>", "</span> held</span>", "not confirmed by the campus yet",
                    "the last one ends Thursday 14 January 2027", "Has not come", "Differs",
                    "Fiscal year", "href=\"/trace/san-marcos\"",
                ]
            ),
            ("campus-planned", ["<h1>San José is planned</h1>", ">All campuses</a>"]),
            (
                "runs",
                [
                    "<h1>The last run finished; two campuses need a person</h1>", "Not finished",
                    "report only: nothing was booked", "Nothing came", ">Earlier runs</a>",
                ]
            ),
            ("run", ["href=\"/outputs/humboldt-71\"", "href=\"/campuses/pomona\"", ">Runs</a>"]),
            (
                "export",
                [
                    "<h1>San Marcos: 3 fees of an export’s 146 are held</h1>",
                    "href=\"#held\">3</a>",
                    "184,221 bytes", "href=\"/runs/20261122-181002-0001\"",
                ]
            ),
            (
                "output",
                [
                    "<h1>San Marcos: 141 records to load into PeopleSoft</h1>",
                    "<span class=\"copy\">141</span>", "<span class=\"copy\">3064.00</span>",
                    "The records are of 150 fees; charges 3,065.76 less credits 1.76",
                    "confirm by registrar", "href=\"/outputs/san-marcos-299\"",
                    "href=\"/trace/san-marcos?charge=san-marcos-x9.1\"",
                ]
            ),
            (
                "held",
                [
                    "<h1>4 fees and 1 export wait for a person at two campuses</h1>",
                    "id=\"held-san-marcos\"", "<code>bursarhub held write-off san-marcos-f15",
                ]
            ),
            ("held-none", ["<h1>Nothing is held</h1>"]),
            (
                "held-item",
                [
                    "<h1>San Marcos: a fee of $12.50 is held</h1>", "another</td>",
                    "<code>bursarhub held release san-marcos-f7 --reason …</code>",
                ]
            ),
            ("trace", ["action=\"/trace/san-marcos\"", "name=\"charge\""]),
            (
                "trace-found",
                ["900123456", "value=\"INST00019145\"", "record 12, line 13", "line 612, fee 17"]
            ),
            ("trace-missing", ["<h1>San Marcos: the hub has never read such a fee</h1>"]),
            ("choice", ["value=\"san-marcos\">San Marcos</button>", ">Other campuses</a>"]),
            ("login", ["action=\"/login\"", "name=\"token\"", "type=\"password\""]),
            ("login-refused", ["role=\"alert\""]),
            ("problem", ["<title>There is no such page · 404 · BursarHub</title>"]),
            (
                "problem-outside",
                ["<code>bursarhub doctor</code> says why.", "<a href=\"/\">To the first page</a>"]
            ),
        ] as [(String, [String])]
    )
    func `a page says what it is for`(_ name: String, _ phrases: [String]) throws {
        let page = try #require(try Arranged.pages()[name])
        for phrase in phrases { #expect(page.contains(phrase), "\(phrase)") }
    }

    @Test func `no page but a trace tells a student's id`() throws {
        for (name, page) in try Arranged.pages() where name != "trace-found" {
            #expect(!page.contains("900123456") && !page.contains("900123457"), "\(name)")
        }
    }

    @Test func `the troubled come first, then all by name`() throws {
        let page = try #require(try Arranged.pages()["overview"])
        let rows = page.matches(of: /id="campus-([a-z-]+)"/).map { String($0.1) }
        #expect(rows.prefix(4) == ["fresno", "san-marcos", "bakersfield", "channel-islands"])
        #expect(rows.suffix(4) == ["sonoma", "stanislaus", "maritime", "san-jose"])
    }

    @Test func `files to load stand in the order in which they were made`() throws {
        let page = try #require(try Arranged.pages()["campus-troubled"])
        let charges = try #require(page.firstRange(of: "bursar-converted-DEBITS-22112026.dat"))
        let credits = try #require(page.firstRange(of: "bursar-converted-CREDITS-22112026.dat"))
        #expect(charges.lowerBound < credits.lowerBound)
    }

    @Test func `a campus's row shows what was sent today and this month, and leads to it`() throws {
        var report = try Arranged.consortium()
        for index in report.campuses.indices {
            report.campuses[index].today = .zero
            let sent = Tally(count: 7, chargeCents: 12345)
            report.campuses[index].month = Books(read: sent, written: sent)
        }
        let page = Pages.overview(report, lastRun: nil, in: try Arranged.frame("/"))
        let row = try #require(
            page.split(separator: "\n").first { $0.contains("id=\"campus-chico\"") }
        )
        #expect(row.contains("<a href=\"/outputs?campus=chico\">7</a></td>"))
        #expect(row.contains("<td role=\"cell\" class=\"number minor later\">123.45</td>"))
        #expect(row.contains("<td role=\"cell\" class=\"number money\"></td>"))
    }

    @Test func `where nothing needs anybody, that part is absent`() throws {
        let report = StatusReport(
            asOf: Arranged.now,
            isDemo: false,
            campuses: [try Arranged.status("humboldt"), try Arranged.status("chico")]
        )
        let page = Pages.overview(report, lastRun: nil, in: try Arranged.frame("/"))
        #expect(page.contains("<h1>Everything is in order</h1>"))
        #expect(!page.contains("class=\"need"))
    }

    @Test func `a campus finds its own page, and nothing of others, in the navigation`() throws {
        let frame = try Arranged.frame("/held", campus: "humboldt")
        let page = Pages.held([], of: [:], in: frame)
        #expect(page.contains("<a href=\"/campuses/humboldt\">BursarHub</a>"))
        #expect(page.contains("<a href=\"/campuses/humboldt\">Humboldt</a>"))
        #expect(!page.contains("All campuses") && !page.contains("Trace a fee"))
    }

    @Test func `who has yet to choose a campus sees their names, and no page to go to`() throws {
        var frame = try Arranged.frame("/campus", campus: "humboldt", canChoose: true)
        let keys = try ["san-jose", "humboldt"].map(Arranged.key)
        #expect(Pages.choice(of: keys, in: frame).contains("<nav aria-label=\"Pages\">"))
        frame.hasPages = false
        let page = Pages.choice(of: keys, in: frame)
        #expect(page.contains("value=\"san-jose\">San José</button>"))
        #expect(!page.contains("<nav") && !page.contains("/campuses/humboldt"))
    }

    @Test func `who has several campuses stays at the one that is looked at`() throws {
        let frame = try Arranged.frame("/held", campus: "humboldt", canChoose: true)
        let page = Pages.held([], of: [:], in: frame)
        #expect(page.contains("<a href=\"/held?campus=humboldt\" aria-current=\"page\">Held</a>"))
        #expect(page.contains("<a href=\"/campus\">Other campuses</a>"))
        let runs = Pages.runs(try Arranged.runs(), in: frame)
        #expect(runs.contains("href=\"/runs/20261122-181002-0001?campus=humboldt\""))
    }

    @Test func `a page of a list tells of all, and where it goes on`() throws {
        let items = try Arranged.heldItems()
        let counts = Arranged.counts(of: items)
        let frame = try Arranged.frame("/held")
        let first = Pages.held(
            Array(items.prefix(1)),
            of: counts,
            next: "/held?after=1.x",
            in: frame
        )
        #expect(first.contains("<h1>4 fees and 1 export wait for a person at two campuses</h1>"))
        #expect(first.contains("<a href=\"/held?after=1.x\" rel=\"next\">"))
        #expect(first.contains("2 others are not on this page."))
        #expect(first.contains("1 fee is not on this page."))
        let last = Pages.held(Array(items.suffix(1)), of: counts, isFirst: false, in: frame)
        #expect(last.contains("<h1>4 fees and 1 export wait"))
        #expect(last.contains("id=\"held-humboldt\"") && !last.contains("id=\"held-san-marcos\""))
        #expect(!last.contains("rel=\"next\""))

        let outputs = Pages.outputs(
            try Arranged.status("humboldt").recentOutputs,
            unsettled: [.inDoubt: 1],
            next: "/outputs?after=1.humboldt-80",
            in: frame
        )
        #expect(outputs.contains("<h1>1 file is in doubt"))
        #expect(outputs.contains("1 unsettled file is not on this page"))
        #expect(outputs.contains("<a href=\"/outputs?after=1.humboldt-80\" rel=\"next\">"))
    }

    @Test func `a held fee without a transaction id says so, and where it stands`() throws {
        var detail = try Arranged.heldDetail()
        detail.item.transactionID = nil
        let page = Pages.heldItem(detail, in: try Arranged.frame("/held"))
        #expect(page.contains("no id; export line 280"))
    }

    @Test func `today's tiles wait for today's figures, and show the last run until then`() throws {
        var report = try Arranged.consortium()
        for index in report.campuses.indices { report.campuses[index].today = .zero }
        let page = Pages.overview(
            report,
            lastRun: try Arranged.evening(),
            in: try Arranged.frame("/")
        )
        #expect(page.contains("href=\"/runs/20261122-181002-0001#loads\">252</a>"))
        #expect(!page.contains("Today, Sunday"))
    }

    @Test func `an output that must not be loaded says so before its figures`() throws {
        for (state, words) in [
            (OutputState.inDoubt, "do not load it before that is settled"),
            (.void, "It is void: do not load it."), (.recalling, "do not load it."),
        ] {
            var detail = try Arranged.outputDetail()
            detail.output.state = state
            let page = Pages.output(detail, in: try Arranged.frame("/outputs/x"))
            let warning = try #require(page.firstRange(of: words))
            let figures = try #require(page.firstRange(of: "What to type"))
            #expect(warning.lowerBound < figures.lowerBound)
        }
    }
}
