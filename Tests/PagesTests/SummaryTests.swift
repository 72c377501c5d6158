import BursarModel
import Foundation
import TestSupport
import Testing

@testable import Pages

/// `summary.html`: the page of a run that stands by itself.
@Suite struct SummaryTests {
    @Test func `the page of an evening is as the golden has it`() throws {
        let page = Pages.summary(try Arranged.evening())
            .replacing(Pages.stylesheet, with: "")
            .replacing(Pages.stylesheetSource, with: "sha256-…")
        try expectGolden(page, "summary.html")
    }

    @Test func `the page names its style by the hash that its policy allows`() throws {
        let page = Pages.summary(try Arranged.run([]))
        let style = try #require(page.firstMatch(of: /<style>((?s:.*?))<\/style>/)?.1)
        #expect(style == Pages.stylesheet)
        #expect(try sha256(String(style)) == Pages.stylesheetSource)
        #expect(page.contains("style-src &#39;\(Pages.stylesheetSource)&#39;"))
    }

    @Test func `it links to nothing but its own parts`() throws {
        let markup = MarkupReader(Pages.summary(try Arranged.evening()))
        let targets = markup.all("a").compactMap { $0.attributes["href"] }
        #expect(targets.allSatisfy { $0.hasPrefix("#") })
        #expect(targets.contains("#campus-pomona"))
        #expect(markup.all("link").allSatisfy { $0.attributes["rel"] == "icon" })
    }

    @Test func `an evening that needs nobody has no such part`() throws {
        let books = try Arranged.books(written: Arranged.tally(3, 900))
        let page = Pages.summary(
            try Arranged.run([try Arranged.part("fresno", books: books)])
        )
        #expect(!page.contains("id=\"needs\""))
        #expect(!page.contains("class=\"need"))
    }

    @Test func `a demonstration says DEMO in its headline and its title`() throws {
        let page = Pages.summary(try Arranged.evening(isDemo: true))
        #expect(page.contains("<h1><span class=\"demo\">DEMO</span> Everything"))
        #expect(page.contains("<title>DEMO: Everything"))
    }

    @Test func `load settings stand beside files for PeopleSoft alone`() throws {
        var other = try Arranged.output("fresno", 1, "list.csv", kind: .other, records: 1)
        other.loadSettings = Arranged.settings
        let campus = try Arranged.part(
            "fresno",
            books: try Arranged.books(written: Arranged.tally(1, 100)),
            outputs: [other, try Arranged.output("fresno", 2, "list.dat", records: 1)]
        )
        let page = Pages.summary(try Arranged.run([campus]))
        #expect(page.components(separatedBy: "LIBRY").count == 2)
    }

    @Test func `why a campus rests stands in its row`() throws {
        let message = "paused since 2026-11-21 by registrar: SFS is closed"
        let page = Pages.summary(
            try Arranged.run([
                try Arranged.part("humboldt", state: .paused, outcome: .paused, message: message),
                try Arranged.part("fresno"),
            ])
        )
        #expect(page.contains(message))
    }

    /// By coreutils, so that the hash is not this package's own.
    private func sha256(_ text: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let shown = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        let digits = Array(shown.prefix(64))
        let bytes = stride(from: 0, to: 64, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
        return "sha256-" + Data(bytes).base64EncodedString()
    }
}
