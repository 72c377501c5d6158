import Foundation
import Testing

@testable import Pages

@Suite struct TemplateSetTests {
    @Test func `all templates can be used`() throws {
        try Pages.check()
    }

    @Test func `every file beside the program is built in, and every page has one`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Pages/Templates")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        )
        let names = files.map { $0.deletingPathExtension().lastPathComponent }
        #expect(Set(names) == Set(TemplateSet.sources.keys))
        for page in Page.Template.allCases { #expect(names.contains(page.rawValue)) }
        for file in files where file.pathExtension == "mustache" {
            let source = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            let isEscaped = !source.contains("{{{") && !source.contains("{{&")
            #expect(isEscaped, "\(file.lastPathComponent)")
        }
    }

    @Test func `a template that does not parse is named with its place`() {
        #expect {
            try TemplateSet(["whole": "x", "broken": "<p>\n{{#rows}}x{{/row}}</p>"])
        } throws: { error in
            let error = error as? TemplateError
            guard case .syntax(_, line: 2, column: _) = error?.fault else { return false }
            return error?.template == "broken"
        }
    }

    @Test func `a part that nobody has is found before a page lacks it`() {
        #expect(throws: TemplateError(template: "page", fault: .unknownPart("heads"))) {
            try TemplateSet(["page": "{{>heads}}"])
        }
    }

    @Test func `what is known to be absent is not looked for around it`() throws {
        let templates = try TemplateSet(["list": "{{#rows}}{{#note}}{{note}}{{/note}};{{/rows}}"])
        let fields: Fields = [
            "note": .text("outer"),
            "rows": .list([["note": .nothing], ["note": .text("inner")], [:]]),
        ]
        #expect(templates.render("list", with: fields) == ";inner;outer;")
    }
}
