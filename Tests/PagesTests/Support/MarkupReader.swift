import Foundation
import FoundationXML

/// A page as XML's strict rules read it, and what it is made of.
final class MarkupReader: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        /// The names of the elements around it, the outermost first.
        var path: [String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var fault: String?
    private var open: [Int] = []

    init(_ page: String) {
        super.init()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = self
        if !parser.parse() {
            fault = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
        }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The texts of an element's descendants are its own too.
    func parser(_ parser: XMLParser, foundCharacters string: String) {
        for index in open { elements[index].text += string }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements.append(
            Element(name: name, attributes: attributes, path: open.map { elements[$0].name })
        )
        open.append(elements.count - 1)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        open.removeLast()
    }
}
