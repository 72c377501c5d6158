import BursarModel
import Status
import TestSupport
import Testing

@testable import Pages

/// Parts of pages by themselves, as in a mail.
@Suite struct PagePartsTests {
    @Test func `parts are well-formed and lead to the server that is named`() throws {
        let run = try Arranged.evening()
        let address = "https://bursar.example.edu"
        let parts = [
            Pages.needsPart(Needs(run), address: address),
            Pages.numbersPart(run.totals, of: "In this run", released: run.released),
            Pages.loadsPart(run, address: address),
        ]
        let markup = MarkupReader("<div>\(parts.joined())</div>")
        #expect(markup.fault == nil)
        #expect(!parts.joined().contains("⟦"))
        let targets = markup.all("a").compactMap { $0.attributes["href"] }
        #expect(targets.contains("\(address)/campuses/pomona"))
        #expect(targets.contains("\(address)/outputs/humboldt-71"))
    }

    @Test func `without an address nothing is linked, and one campus has its own files alone`()
        throws
    {
        let run = try Arranged.evening()
        let loads = Pages.loadsPart(run, of: try Arranged.key("humboldt"), address: nil)
        #expect(loads.contains("bursar-converted-DEBITS-22112026.dat"))
        #expect(!loads.contains("LIBFINES.dat") && !loads.contains("href"))
        #expect(!Pages.needsPart(Needs(run), address: nil).contains("href"))
    }

    @Test func `what there is none of is no part`() throws {
        let run = try Arranged.run([])
        #expect(Pages.needsPart(Needs(run), address: nil) == "")
        #expect(Pages.loadsPart(run, address: nil) == "")
    }
}
