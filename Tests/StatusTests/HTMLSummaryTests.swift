import BursarModel
import Foundation
import TestSupport
import Testing

@testable import Status

@Suite struct HTMLSummaryTests {
    @Test func `the page of an evening is as the golden has it`() throws {
        try expectGolden(HTMLReport.summary(try Fixture.consortium()), "consortium.html")
    }

    @Test func `the page names its style by the hash that its policy allows`() throws {
        let page = HTMLReport.summary(try Fixture.run([]))
        let style = try #require(page.firstMatch(of: /<style>((?s:.*?))<\/style>/)?.1)
        #expect(try sha256(String(style)) == Stylesheet.hash)
        #expect(page.contains("style-src &#39;\(Stylesheet.hash)&#39;"))
    }

    @Test func `nothing is fetched and nothing runs`() throws {
        let page = HTMLReport.summary(try Fixture.consortium())
        for word in ["<script", "http:", "https:", "@import", "url(", "<img", "<link", " style="] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func `the page can be found one's way in without seeing it`() throws {
        let page = HTMLReport.summary(try Fixture.consortium())
        #expect(page.ranges(of: "<h1").count == 1)
        #expect(page.contains("<h1>Everything is sent but for three campuses</h1>"))
        #expect(page.contains("<title>Everything is sent but for three campuses · BursarHub"))
        for landmark in [
            "<html lang=\"en\">", "<header>", "<nav aria-label=", "<main id=\"main\"", "<footer>",
            "<a class=\"skip\" href=\"#main\">",
        ] {
            #expect(page.contains(landmark), "\(landmark)")
        }
        let tables = page.ranges(of: "<table").count
        #expect(tables == 4)
        #expect(page.ranges(of: "<caption>").count == tables)
        #expect(page.matches(of: /<th(?! scope=)[ >]/).isEmpty)
        let targets = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        for target in targets { #expect(page.contains("id=\"\(target)\""), "\(target)") }
    }

    @Test func `a value is a text and nothing else`() throws {
        let hostile = "<script>alert('x')</script>\u{202E}\u{1B}[2J\"&"
        let campus = try Fixture.campus(
            "fresno",
            hostile,
            outcome: .attention,
            message: hostile,
            remedy: "`\(hostile)`",
            outputs: [try Fixture.output("fresno", 1, hostile, records: 1)]
        )
        var run = try Fixture.run([campus])
        run.run = hostile
        let page = HTMLReport.summary(run)
        #expect(!page.contains("<script"))
        #expect(!page.unicodeScalars.contains { $0 != "\n" && Printable.isInvisible($0) })
        #expect(
            page.contains(
                "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\\u{202e}\\u{1b}[2J&quot;&amp;"
            )
        )
    }

    @Test func `an evening that needs nobody has no such part`() throws {
        let books = try Fixture.books(written: Fixture.tally(3, 900))
        let page = HTMLReport.summary(
            try Fixture.run([try Fixture.campus("fresno", books: books)])
        )
        #expect(!page.contains("id=\"needs\""))
        #expect(!page.contains("class=\"need"))
    }

    @Test func `a demonstration says DEMO in its headline and its title`() throws {
        let page = HTMLReport.summary(try Fixture.consortium(isDemo: true))
        #expect(page.contains("<h1><span class=\"demo\">DEMO</span> Everything"))
        #expect(page.contains("<title>DEMO: Everything"))
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
