import Mustache

/// Why the templates cannot be used: a fault of this program, which its tests find.
public struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Fault: Hashable, Sendable {
        /// The engine's word for what is wrong, and where.
        case syntax(String, line: Int, column: Int)
        /// A part that no template is named for.
        case unknownPart(String)
    }

    public var template: String
    public var fault: Fault

    public var description: String {
        switch fault {
        case .syntax(let what, let line, let column):
            "template \(template), line \(line), column \(column): \(what)"
        case .unknownPart(let name): "template \(template): there is no part `\(name)`"
        }
    }
}

/// All templates, parsed once.
struct TemplateSet: Sendable {
    private let library: MustacheLibrary

    /// Reads the templates' texts, each under its name.
    ///
    /// A template cannot be without the pages' own way to show a value: it is set in front of each.
    init(_ sources: [String: String]) throws(TemplateError) {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var library = MustacheLibrary()
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            for part in TemplateSet.parts(of: source) where sources[part] == nil {
                throw TemplateError(template: name, fault: .unknownPart(part))
            }
            do {
                try library.register(
                    "{{% CONTENT_TYPE: \(PageText.name)}}\n\(source)",
                    named: name
                )
            } catch let error as MustacheTemplate.ParserError {
                throw TemplateError(
                    template: name,
                    fault: .syntax(
                        "\(error.error)",
                        line: error.context.lineNumber - 1,
                        column: error.context.columnNumber
                    )
                )
            } catch {
                throw TemplateError(
                    template: name,
                    fault: .syntax("\(error)", line: 0, column: 0)
                )
            }
        }
        self.library = library
    }

    /// - Returns: nil only where there is no such template.
    func render(_ name: String, with fields: Fields) -> String? {
        library.render(fields, withTemplate: name)
    }

    /// The names behind `{{>`; the engine shows nothing for one that it does not know.
    ///
    /// A name with a star in front is looked up while a page is made, in what the page is made of.
    private static func parts(of source: String) -> [String] {
        source.split(separator: "{{>", omittingEmptySubsequences: false).dropFirst().compactMap {
            let name = $0.prefix { $0 != "}" }.drop { $0 == " " }
            return name.first == "*" ? nil : String(name)
        }
    }
}
