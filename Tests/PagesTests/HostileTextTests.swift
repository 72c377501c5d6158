import BursarModel
import Status
import TestSupport
import Testing

@testable import Pages

/// Names, types, reasons and file names are strangers' texts, and stay texts.
@Suite struct HostileTextTests {
    static let hostile = "\"><script>alert('x')</script>\u{202E}\u{1B}[2J&amp;\u{0}"

    private func expectHarmless(_ page: String) {
        let markup = MarkupReader(page)
        #expect(markup.fault == nil)
        #expect(markup.all("script").isEmpty)
        #expect(!page.unicodeScalars.contains { $0 != "\n" && Printable.isInvisible($0) })
        #expect(
            page.contains(
                "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\\u{202e}\\u{1b}[2J&amp;amp;\\u{0}"
            )
        )
    }

    @Test func `in a status`() throws {
        var campus = try Arranged.troubled()
        campus.name = Self.hostile
        campus.needs = ["`\(Self.hostile)`. \(Self.hostile)"]
        campus.profiles[0].code = Self.hostile
        campus.loadSettings[0].value = Self.hostile
        campus.recentOutputs[0].name = Self.hostile
        campus.expectations[0].statedBy = Self.hostile
        campus.heldByReason[0].feeType = Self.hostile
        var frame = try Arranged.frame("/")
        frame.path = Self.hostile
        let report = StatusReport(asOf: Arranged.now, isDemo: false, campuses: [campus])
        expectHarmless(Pages.overview(report, lastRun: nil, in: frame))
        var item = try Arranged.heldItem("san-marcos", 1)
        item.export = Self.hostile
        item.feeType = Self.hostile
        item.id = Self.hostile
        expectHarmless(Pages.campus(campus, held: [item], in: frame))
        expectHarmless(
            Pages.held([item], of: [item.campus: campus.heldByReason], in: frame)
        )
    }

    @Test func `in a run`() throws {
        var run = try Arranged.run([
            try Arranged.part(
                "fresno",
                Self.hostile,
                outcome: .attention,
                message: Self.hostile,
                remedy: "`\(Self.hostile)`",
                outputs: [try Arranged.output("fresno", 1, Self.hostile, records: 1)]
            )
        ])
        run.run = Self.hostile
        expectHarmless(Pages.summary(run))
        expectHarmless(Pages.run(run, in: try Arranged.frame("/runs")))
    }

    @Test func `in details and questions`() throws {
        let frame = try Arranged.frame("/", campus: "san-marcos", canTrace: true)
        let campus = try Arranged.key("san-marcos")
        var output = try Arranged.outputDetail()
        output.note = Self.hostile
        output.charges[0].fee.feeType = Self.hostile
        output.charges[0].charge = Self.hostile
        expectHarmless(Pages.output(output, in: frame))
        var export = try Arranged.exportDetail()
        export.export.file = Self.hostile
        export.run = Self.hostile
        expectHarmless(Pages.export(export, in: frame))
        var held = try Arranged.heldDetail()
        held.item.message = Self.hostile
        held.versions[1].library = Self.hostile
        expectHarmless(Pages.heldItem(held, in: frame))
        var fee = try Arranged.tracedFee()
        fee.feeType = Self.hostile
        fee.held[0].message = Self.hostile
        expectHarmless(Pages.trace(campus: campus, query: Self.hostile, fees: [fee], in: frame))
        expectHarmless(Pages.login(message: Self.hostile))
        expectHarmless(
            Pages.problem(status: 404, title: Self.hostile, explanation: "no", in: frame)
        )
    }

    @Test(arguments: ["\"\u{301}", "<\u{338}", "\u{600}\"", "&\u{FE0F}", "'\u{20DD}"])
    func `a sign that joins markup to one character does not carry it past`(_ text: String) throws {
        let page = Pages.login(message: "\(text) onfocus=alert(1)")
        let markup = MarkupReader(page)
        #expect(markup.fault == nil)
        #expect(markup.all("strong").first?.text == "\(text) onfocus=alert(1)")
        let query = try Pages.trace(
            campus: Arranged.key("fresno"),
            query: text,
            fees: nil,
            in: Arranged.frame("/")
        )
        let field = try #require(MarkupReader(query).all("input").first)
        #expect(
            Set(field.attributes.keys).isSubset(of: [
                "id", "name", "type", "value", "autocomplete", "autocapitalize", "spellcheck",
                "maxlength", "required", "aria-describedby",
            ])
        )
        #expect(field.attributes["value"] == text)
    }

    @Test func `letters of other scripts, and their marks, stay as they are`() {
        #expect(PageText().escapeText("San José e\u{301} 東京") == "San José e\u{301} 東京")
    }

    @Test func `an id becomes one step of a path`() {
        #expect(Links.run("a/../b?c#d é") == "/runs/a%2F..%2Fb%3Fc%23d%20%C3%A9")
    }
}
