import Testing

@testable import Locations

@Suite struct ExportEndTests {
    @Test(arguments: [
        "<xb:xml-fragment xmlns:xb=\"x\"><xb:a/></xb:xml-fragment>",
        "<?xml version=\"1.0\"?>\n<xml-fragment></xml-fragment>\n\n",
        "\u{feff}<!-- <a> --><xml-fragment>t</xml-fragment >",
        "<a b='>'>x</a><!-- the end -->\n<?php ?>\n",
        "<a/>", "<a b=\"/>\" c='1'/> \n", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<html><body></body></html>",
    ])
    func `a file whose root is closed is closed`(text: String) {
        #expect(end(of: text) == .closed)
    }

    @Test(arguments: [
        "", " \n", "<", "<a", "<a>", "<a></b>", "<x:a></a>", "<a></a", "<a></a>x", "<a><a/>",
        "<xml-fragment><userExportedFineFees></userExportedFineFees>", "{\"a\": 1}", "<a b='/>'",
        "<!-- <a></a> -->", "<a><!-- </a> -->", "<a/><b/>", "PK\u{3}\u{4}",
    ])
    func `a file that breaks off is open`(text: String) {
        #expect(end(of: text) == .open)
    }

    @Test func `every beginning of an export is open but for those without its last white space`() {
        let export = "<?xml version=\"1.0\"?><x:xml-fragment><x:a>1</x:a></x:xml-fragment>\r\n"
        let closed = (0...export.utf8.count).filter {
            end(of: Array(export.utf8.prefix($0))) == .closed
        }
        #expect(closed.count == 3)
        #expect(closed.last == export.utf8.count)
    }

    @Test func `a long file is judged by its two ends`() {
        let long = "<a>" + String(repeating: "<b>text</b>", count: 2000)
        #expect(end(of: long + "</a>") == .closed)
        #expect(end(of: long) == .open)
    }

    private func end(of text: String) -> ExportEnd { end(of: Array(text.utf8)) }

    private func end(of bytes: [UInt8]) -> ExportEnd {
        ExportEnd(
            head: Array(bytes.prefix(ExportEnd.headLength)),
            tail: Array(bytes.suffix(ExportEnd.tailLength))
        )
    }
}
