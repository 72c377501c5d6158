import Foundation
import TestSupport
import Testing

/// What the command asks of libxml2, and what it must not.
@Suite struct LinkageTests {
    /// The symbols that the built command takes from elsewhere.
    private static func symbols() throws -> [String] {
        try ChildProcessOutput.lines("nm", ["-D", "--undefined-only", HubProcess.path])
            .compactMap { $0.split(separator: " ").last }
            .map { String($0.prefix { $0 != "@" }) }
    }

    private static func source(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appending(path: "Sources/AlmaExport/\(name)"),
            encoding: .utf8
        )
    }

    @Test func `B19 nothing of libxml2 is linked that opens, includes, validates or searches`()
        throws
    {
        let symbols = try LinkageTests.symbols()
        // If these are missing, the list is not what it seems.
        #expect(symbols.contains("xmlParseDocument") && symbols.contains("xmlCreateIOParserCtxt"))
        let forbidden = [
            "html", "xmlXPath", "xmlXPtr", "xmlXInclude", "xmlSchema", "xmlRelaxNG", "xmlValid",
            "xmlShell", "xmlTextReader", "xmlReadFile", "xmlReadMemory", "xmlReadDoc",
            "xmlParseFile",
            "xmlCtxtRead", "xmlSAXParseFile", "xmlSAXUserParseFile", "xmlLoadCatalog",
            "xmlNanoHTTP",
            "xmlNanoFTP", "xmlNewTextChild", "xmlDocDump", "xmlSchematron", "xmlSubstituteEntities",
        ]
        for symbol in symbols {
            #expect(!forbidden.contains { symbol.hasPrefix($0) }, "\(symbol) is linked")
        }
    }

    @Test func `B15 B16 B17 the library can load nothing from outside and has no catalogue`() throws
    {
        let library = try LinkageTests.source("XMLLibrary.swift")
        #expect(library.contains("xmlSetExternalEntityLoader { _, _, _ in nil }"))
        #expect(library.contains("xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)"))
        let symbols = try LinkageTests.symbols()
        #expect(symbols.contains("xmlSetExternalEntityLoader"))
        #expect(symbols.contains("xmlCatalogSetDefaults"))
    }

    @Test func `B12 the parser has the one option that forbids the network, and no other`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/AlmaExport")
        let options = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }
            .flatMap { try LinkageTests.source($0).matches(of: /XML_PARSE_[A-Z0-9_]+/) }
            .map { String($0.0) }
        #expect(options == ["XML_PARSE_NONET"])
    }
}
