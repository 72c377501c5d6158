import BursarModel
import Testing

@testable import AlmaExport

/// The filter alone, without the parser behind it.
@Suite struct MarkupFilterTests {
    /// Feeds a text in blocks; the refusal, with the place of the refused markup in the text.
    private func refusal(of text: String, block: Int) -> (reason: HoldReason, at: Int)? {
        var filter = MarkupFilter()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: block) {
            let end = min(start + block, bytes.count)
            if let refusal = filter.refusal(of: bytes.span.extracting(start..<end)) {
                return (refusal.reason, start + refusal.passed - refusal.gone)
            }
        }
        return nil
    }

    private func check(
        _ text: String,
        is reason: HoldReason?,
        at place: Int? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) {
        for block in [1, 2, 3, 1000, 4096, 8191, 8192, 8193, 64 * 1024, 1_000_000] {
            let refusal = refusal(of: text, block: block)
            #expect(refusal?.reason == reason, "blocks of \(block)", sourceLocation: location)
            if let place {
                #expect(refusal?.at == place, "blocks of \(block)", sourceLocation: location)
            }
        }
    }

    @Test func `a tag of 8 KiB passes, one of a byte more does not`() {
        for start in [0, 1, 100, 8000, 8191, 8192, 65_530] {
            let tags = String(repeating: "<a>b</a>", count: start / 8)
            let before = tags + String(repeating: " ", count: start % 8)
            for (opening, closing) in [
                ("<a ", ">"), ("<a b='>", "'>"), ("</", ">"), ("<a b=\"'", "\">"),
            ] {
                let fill = 8192 - opening.count - closing.count
                let fits = opening + String(repeating: "x", count: fill) + closing
                check(before + fits + "<b/>", is: nil)
                let over = opening + String(repeating: "x", count: fill + 1) + closing
                check(before + over + "<b/>", is: .tagTooLong, at: start)
            }
        }
    }

    @Test func `a comment or its like of 64 KiB passes, one of a byte more does not`() {
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?a ", "?>")] {
            let fill = 65_536 - opening.count - closing.count
            check("<a>" + opening + String(repeating: "<", count: fill) + closing + "<b>", is: nil)
            let over = opening + String(repeating: "<", count: fill + 1) + closing
            check("<a>" + over, is: .tagTooLong, at: 3)
        }
    }

    @Test func `text of any length passes`() {
        check("<a>" + String(repeating: "text ! ? > \" ' ", count: 20_000) + "</a>", is: nil)
    }

    @Test func `the ends of comments, CDATA and instructions are their own`() {
        for text in [
            "<!-- > ]]> ?> -->", "<!---->", "<!-- - -- -->", "<![CDATA[ > --> ?> ]] ]]]>",
            "<![CDATA[]]>", "<?a > --> ]]> ? ?>", "<?a?>",
        ] {
            let long = String(repeating: "x", count: 70_000)
            check("\(text)<a>\(long)</a>", is: nil)
            check("<a b='\(text.prefix(2))", is: .notWellFormed)
        }
        // What looks like an end at once is none.
        for text in ["<!-->", "<!--->", "<?>", "<![CDATA[]>"] {
            check("\(text)\(String(repeating: "x", count: 70_000))", is: .tagTooLong, at: 0)
        }
    }

    @Test func `a DOCTYPE is found wherever it stands`() {
        for before in ["", "\n", "<?xml version='1.0'?>", "<!-- > --><?a?>", "<a b='>'>"] {
            let fill = String(repeating: "<a>!?</a>", count: 1000)
            check("\(before)<!DOCTYPE", is: .doctype, at: before.utf8.count)
            check("\(before)\(fill)<!DOCTYPE x", is: .doctype, at: before.utf8.count + 9000)
            let text = String(repeating: " ", count: 8192 - before.utf8.count)
            check("\(before)\(text)<!DOCTYPE x", is: .doctype, at: 8192)
        }
        for text in ["<!-- <!DOCTYPE x> -->", "<![CDATA[<!DOCTYPE x>]]>", "<?a <!DOCTYPE x> ?>"] {
            check(text, is: nil)
        }
        check("<!DOCTYP", is: nil)  // the end of the export is another's to judge
        check("<!doctype html>", is: .notWellFormed, at: 0)
        check("<![INCLUDE[", is: .notWellFormed, at: 0)
    }

    @Test func `a zero byte is refused where it stands`() {
        check("<a>b\u{0}</a>", is: .notWellFormed, at: 4)
        check("<!-- \u{0} -->", is: .notWellFormed, at: 5)
        check("<a b='\u{0}'>", is: .notWellFormed, at: 6)
    }

    @Test func `the filter knows whether markup is open`() {
        for (text, isOpen) in [
            ("<a>b", false), ("<a", true), ("<a b='>", true), ("<a b='>'>", false), ("<", true),
            ("<!--", true), ("<!-- -->", false), ("<!-- ->", true), ("<?a?", true), ("<!", true),
        ] {
            for block in [1, 3, 100] {
                var filter = MarkupFilter()
                let bytes = Array(text.utf8)
                for start in stride(from: 0, to: bytes.count, by: block) {
                    let end = min(start + block, bytes.count)
                    #expect(filter.refusal(of: bytes.span.extracting(start..<end)) == nil)
                }
                #expect(filter.isInsideMarkup == isOpen, "\(text)")
            }
        }
    }
}
