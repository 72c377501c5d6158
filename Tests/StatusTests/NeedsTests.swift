import BursarModel
import Foundation
import Status
import TestSupport
import Testing

@Suite struct NeedsTests {
    @Test func `a held fee type names the campus, the amount, the file and the command`() throws {
        let need = try #require(Needs(try Arranged.run([try Arranged.sanMarcos()])).matters.first)
        #expect(need.subject == "San Marcos: 3 fees held, $45.00")
        #expect(
            need.explanation
                == "LOCKERKEY has no item type. Add it to `lookups.item_type` in "
                + "`campuses/san-marcos.yaml`, then `bursarhub onboard campuses`; the next run "
                + "sends them."
        )
    }

    @Test func `fee types that lack the same thing are one matter`() throws {
        let campus = try Arranged.campus(
            "fresno",
            outcome: .attention,
            held: [
                HeldCount(reason: .noItemType, feeType: "B", tally: Arranged.tally(1, 100)),
                HeldCount(reason: .noItemType, feeType: "A", tally: Arranged.tally(2, 300, 50)),
            ]
        )
        let matters = Needs(try Arranged.run([campus])).matters
        #expect(
            matters.map(\.matter) == ["3 fees held, $4.00 in charges and $0.50 in credits"]
        )
        #expect(matters.first?.facts == "A and B have no item type.")
    }

    @Test(arguments: HoldReason.allCases)
    func `every reason says what is wrong and what to do next`(_ reason: HoldReason) throws {
        let campus = try Arranged.campus(
            "fresno",
            outcome: .attention,
            held: [HeldCount(reason: reason, feeType: nil, tally: Arranged.tally(1, 100))]
        )
        let need = try #require(Needs(try Arranged.run([campus])).matters.first)
        #expect(need.matter.hasPrefix("1 fee held") || need.matter.hasPrefix("1 export held"))
        #expect(need.facts.hasSuffix("."))
        #expect(need.act.hasSuffix("."))
        #expect(need.act.count { $0 == "`" }.isMultiple(of: 2))
    }

    @Test func `a held export is named with when it came and where it breaks`() throws {
        let campus = try Arranged.campus(
            "fresno",
            outcome: .attention,
            exports: [
                Arranged.export(
                    "fresno",
                    state: .held,
                    reason: "not_well_formed",
                    message: "line 812, column 7: the export is not well-formed XML"
                )
            ],
            held: [HeldCount(reason: .notWellFormed, feeType: nil, tally: Arranged.tally(1, 0))]
        )
        let need = try #require(Needs(try Arranged.run([campus])).matters.first)
        #expect(need.matter == "1 export held")
        #expect(
            need.facts
                == "FRESNOBURSAR-2345678901-1795399.xml, come Sun 22 Nov, 18:04: "
                + "line 812, column 7: the export is not well-formed XML."
        )
    }

    @Test func `the gravest comes first, then campuses by their keys`() throws {
        let run = try Arranged.run([
            try Arranged.sanMarcos(), try Arranged.campus("chico", outcome: .attention),
            try Arranged.campus("sonoma", outcome: .configError),
        ])
        #expect(Needs(run).matters.map(\.name) == ["Sonoma", "Chico", "San Marcos"])
    }

    @Test func `what a trial campus would hold needs nobody yet`() throws {
        let held = [HeldCount(reason: .noItemType, feeType: "A", tally: Arranged.tally(2, 300))]
        let campus = try Arranged.campus("sonoma", state: .trial, outcome: .trial, held: held)
        #expect(Needs(try Arranged.run([campus])).isEmpty)
    }

    @Test func `an output in doubt says where to look and what to say then`() throws {
        let campus = try Arranged.campus(
            "fresno",
            outcome: .attention,
            outputs: [
                try Arranged.output("fresno", 7, "fees.dat", state: .inDoubt, records: 2)
            ]
        )
        let need = try #require(Needs(try Arranged.run([campus])).matters.first)
        #expect(need.facts.contains("/srv/bursarhub/staging/fresno/fees.dat"))
        #expect(need.act.contains("`bursarhub outputs confirm fresno-7 --reason …`"))
    }

    @Test func `an XML file that no profile claims is asked about`() throws {
        var export = Arranged.export("fresno", state: .ignored, reason: "name_pattern")
        export.file = "STRANGE-1-2.xml"
        let campus = try Arranged.campus("fresno", outcome: .attention, exports: [export])
        let need = try #require(Needs(try Arranged.run([campus])).matters.first)
        #expect(need.matter == "1 file not claimed")
        #expect(need.facts.hasPrefix("STRANGE-1-2.xml: "))
    }

    @Test func `a campus whose books do not balance is named`() throws {
        let books = Books(read: Arranged.tally(5, 100), written: Arranged.tally(4, 100))
        let run = try Arranged.run([try Arranged.campus("fresno", books: books)], balanced: false)
        #expect(Needs(run).matters.map(\.subject) == ["Fresno: the books do not balance"])
    }

    @Test func `a lookup of several keys is told by the row that it lacks`() throws {
        let row = "no row `LAW, OVERDUEFINE, charge` in `lookups.item_type`"
        let held = HeldCount(
            reason: .noItemType,
            feeType: "OVERDUEFINE",
            tally: Arranged.tally(1, 100),
            missingRows: [row]
        )
        let campus = try Arranged.campus("fresno", outcome: .attention, held: [held])
        let need = try #require(Needs(try Arranged.run([campus])).matters.first)
        #expect(
            need.explanation
                == "No row `LAW, OVERDUEFINE, charge` in `lookups.item_type`. Add the row to the "
                + "lookup in `campuses/fresno.yaml`, then `bursarhub onboard campuses`; the next "
                + "run sends it."
        )
    }

    @Test func `load settings stand beside files for PeopleSoft alone`() throws {
        var outputs = [
            try Arranged.output("fresno", 1, "list.csv", kind: .other, records: 1),
            try Arranged.output("fresno", 2, "list.dat", records: 1),
        ]
        outputs[0].loadSettings = Arranged.settings
        let campus = try Arranged.campus(
            "fresno",
            books: try Arranged.books(written: Arranged.tally(1, 100)),
            outputs: outputs
        )
        let run = try Arranged.run([campus])
        let report = TextReport.summary(run, style: .plain)
        #expect(report.components(separatedBy: "LIBRY").count == 2)
    }
}
