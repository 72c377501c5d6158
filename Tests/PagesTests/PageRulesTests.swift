import TestSupport
import Testing

@testable import Pages

/// What holds of every page, whatever it shows.
@Suite struct PageRulesTests {
    private static func readers() throws -> [(name: String, page: String, markup: MarkupReader)] {
        try Arranged.pages().sorted { $0.key < $1.key }.map {
            ($0.key, $0.value, MarkupReader($0.value))
        }
    }

    @Test func `a page is well-formed, and no name of a template is left without a value`() throws {
        for (name, page, markup) in try Self.readers() {
            #expect(markup.fault == nil, "\(name)")
            #expect(!page.contains("⟦") && !page.contains("{{"), "\(name)")
        }
    }

    @Test func `a page can be found one's way in without seeing it`() throws {
        for (name, _, markup) in try Self.readers() {
            #expect(markup.all("html").first?.attributes["lang"] == "en", "\(name)")
            for landmark in ["header", "main", "footer", "h1", "title"] {
                #expect(markup.all(landmark).count == 1, "\(name): \(landmark)")
            }
            let title = markup.all("title").first?.text ?? ""
            let answer = markup.all("h1").first?.text ?? "-"
            #expect(title.replacing("DEMO:", with: "DEMO").hasPrefix(answer), "\(name): \(title)")
            #expect(markup.all("a").first?.attributes["class"] == "skip", "\(name)")
            let navigations = markup.all("nav").map { $0.attributes["aria-label"] ?? "" }
            #expect(Set(navigations).count == navigations.count, "\(name)")
            #expect(!navigations.contains(""), "\(name)")
            for picture in markup.all("svg") where picture.attributes["aria-hidden"] != "true" {
                #expect(picture.attributes["role"] == "img", "\(name)")
                #expect(picture.attributes["aria-label"]?.isEmpty == false, "\(name)")
            }
        }
    }

    @Test func `headings come in order`() throws {
        for (name, _, markup) in try Self.readers() {
            var last = 0
            for element in markup.elements {
                guard let level = ["h1", "h2", "h3"].firstIndex(of: element.name) else { continue }
                #expect(level <= last, "\(name): \(element.text)")
                #expect(!element.text.isEmpty, "\(name)")
                last = level + 1
            }
        }
    }

    @Test func `an id is there once, and whatever names one finds it`() throws {
        for (name, _, markup) in try Self.readers() {
            let ids = markup.elements.compactMap { $0.attributes["id"] }
            #expect(Set(ids).count == ids.count, "\(name)")
            for element in markup.elements {
                for key in ["aria-labelledby", "aria-describedby", "for"] {
                    guard let id = element.attributes[key] else { continue }
                    #expect(ids.contains(id), "\(name): \(key) \(id)")
                }
                guard let target = element.attributes["href"], target.hasPrefix("#") else {
                    continue
                }
                #expect(ids.contains(String(target.dropFirst())), "\(name): \(target)")
            }
        }
    }

    @Test func `a link leads to a page that there is`() throws {
        let known =
            /^(\/|\/campus|\/campuses\/[a-z-]+|\/(runs|exports|outputs|held)(\/[A-Za-z0-9%._-]+)?(\?(campus|before|after)=[A-Za-z0-9%._-]+)?(#[a-z0-9-]+)?|\/trace\/[a-z-]+(\?charge=[A-Za-z0-9%._-]+)?|\/log(in|out)|\/style-[0-9a-f]{16}\.css|data:,|#[a-z0-9_-]+)$/
        for (name, _, markup) in try Self.readers() {
            for element in markup.elements {
                for key in ["href", "action"] {
                    guard let target = element.attributes[key] else { continue }
                    #expect(target.wholeMatch(of: known) != nil, "\(name): \(target)")
                }
            }
        }
    }

    @Test func `nothing is fetched but the style, nothing runs, and no element has its own style`()
        throws
    {
        for (name, page, markup) in try Self.readers() {
            let names = Set(markup.elements.map(\.name))
            let fetching = ["script", "img", "iframe", "object", "embed", "base", "audio", "video"]
            #expect(names.isDisjoint(with: fetching), "\(name)")
            for word in ["http:", "https:", "@import", "url(", "javascript:"] {
                #expect(!page.contains(word), "\(name): \(word)")
            }
            for element in markup.elements {
                #expect(element.attributes["style"] == nil, "\(name)")
                #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, "\(name)")
            }
            #expect(names.contains("style") == (name == "summary"), "\(name)")
        }
    }

    @Test func `every table has a caption and its heads say what they are of`() throws {
        for (name, _, markup) in try Self.readers() {
            let tables = markup.all("table").count
            #expect(markup.all("caption").count == tables, "\(name)")
            for head in markup.all("th") {
                #expect(["col", "row", "rowgroup"].contains(head.attributes["scope"]), "\(name)")
                #expect(!head.text.isEmpty, "\(name)")
            }
            // Laid out as lines on a phone, a table would lose its roles if they were not said.
            let roles = [
                "table": "table", "tr": "row", "td": "cell", "tbody": "rowgroup",
                "thead": "rowgroup",
            ]
            for (element, role) in roles {
                #expect(
                    markup.all(element).allSatisfy { $0.attributes["role"] == role },
                    "\(name): \(element)"
                )
            }
        }
    }

    @Test func `every field of a form has its label`() throws {
        for (name, _, markup) in try Self.readers() {
            let labels = markup.all("label").compactMap { $0.attributes["for"] }
            for field in markup.all("input") {
                #expect(labels.contains(field.attributes["id"] ?? ""), "\(name)")
            }
        }
    }

    @Test func `rows of a table have as many cells as it has columns`() throws {
        for (name, page, _) in try Self.readers() {
            for table in page.matches(of: /<table[^>]*>(?s:.*?)<\/table>/) {
                let rows = table.0.matches(of: /<tr[^>]*>((?s:.*?))<\/tr>/).map { row in
                    row.1.matches(of: /<t[hd]([^>]*)>/).reduce(0) { sum, cell in
                        sum + (cell.1.firstMatch(of: /colspan="(\d+)"/).flatMap { Int($0.1) } ?? 1)
                    }
                }
                #expect(Set(rows).count == 1, "\(name): \(rows)")
            }
        }
    }
}
