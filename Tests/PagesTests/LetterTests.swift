import BursarModel
import Status
import TestSupport
import Testing

@testable import Pages

/// A mail is made of the pages' own parts, in what mail programs keep of a page.
@Suite struct LetterTests {
    private func letter(
        _ parts: [Letter.Part],
        address: String? = "https://bursar.example.edu"
    ) -> Letter {
        var letter = Letter(
            headline: "Everything sent but for <Pomona>",
            isDemo: false,
            line: "Run of Sunday",
            closing: "You are one of the `contacts`.",
            address: address
        )
        letter.path = "/runs/20261122-181002-0001"
        letter.parts = parts
        return letter
    }

    private func parts(of run: RunSummary) -> [Letter.Part] {
        [
            .needs(Needs(run)), .numbers(run.totals, released: run.released),
            .campuses(CampusRows(run), totals: run.totals), .loads(OutputGroups(run).sfs),
        ]
    }

    @Test func `a mail is well-formed and leads to the server that is named`() throws {
        let mail = Pages.mail(letter(parts(of: try Arranged.evening())))
        let markup = MarkupReader(mail)
        #expect(markup.fault == nil)
        #expect(!mail.contains("⟦") && !mail.contains("{{"))
        #expect(markup.all("h1").map(\.text) == ["Everything sent but for <Pomona>"])
        let address = "https://bursar.example.edu"
        let targets = markup.all("a").compactMap { $0.attributes["href"] }
        #expect(targets.contains("\(address)/campuses/pomona"))
        #expect(targets.contains("\(address)/outputs/humboldt-71"))
        #expect(targets.last == "\(address)/runs/20261122-181002-0001")
        #expect(targets.allSatisfy { $0.hasPrefix(address) })
    }

    @Test func `its parts are those of the run's page`() throws {
        let run = try Arranged.evening()
        let mail = Pages.mail(letter(parts(of: run), address: nil))
        let page = Pages.summary(run)
        for part in mail.matches(of: /<tbody[^>]*>(?s:.*?)<\/tbody>/) {
            let text = String(part.0).replacing(/<\/?a[^>]*>/, with: "")
            #expect(page.replacing(/<\/?a[^>]*>/, with: "").contains(text))
        }
        #expect(!mail.contains("href"))
    }

    @Test func `mail programs find nothing in it that they drop, and nothing to fetch`() throws {
        let mail = Pages.mail(letter(parts(of: try Arranged.evening())))
        let names = Set(MarkupReader(mail).elements.map(\.name))
        #expect(
            names.isDisjoint(with: [
                "link", "script", "img", "svg", "form", "iframe", "object", "header", "nav",
            ])
        )
        let style = try #require(mail.firstMatch(of: /<style>((?s:.*?))<\/style>/)).1
        // Gmail drops a whole sheet that is longer.
        #expect(style.utf8.count < 8192)
        for word in ["var(", "--", "grid", "flex", "position", "url(", "@import", "!important"] {
            #expect(!style.contains(word), "\(word)")
        }
    }

    @Test func `one campus has its own files, with figures to type from and no campus's name`()
        throws
    {
        let run = try Arranged.evening()
        let groups = OutputGroups(run).sfs.filter { $0.campus.text == "humboldt" }
        let letter = letter([.loads(groups)])
        #expect(letter.isOfOneCampus)
        let mail = Pages.mail(letter)
        #expect(mail.contains("class=\"loads large\""))
        #expect(mail.contains("bursar-converted-DEBITS-22112026.dat"))
        #expect(!mail.contains("class=\"name\""))
    }

    @Test func `what there is none of is no part`() throws {
        let run = try Arranged.run([])
        let mail = Pages.mail(letter([.needs(Needs(run))]))
        #expect(!mail.contains("<section"))
        #expect(!mail.contains("<table"))
    }
}
