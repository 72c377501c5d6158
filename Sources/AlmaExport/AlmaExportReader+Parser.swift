import CLibXML2

extension AlmaExportReader {
    /// Makes libxml2 ready, once in a process: on the main thread, before workers read.
    ///
    /// From then on it loads nothing from outside a document and has no catalogue. A reader made
    /// without it makes it up.
    public static func prepare() { _ = isPrepared }

    private static let isPrepared: Bool = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
        xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
        return true
    }()

    /// The version of libxml2 in use, such as `2.9.14`.
    public static var parserVersion: String {
        let text = unsafe String(cString: bh_xml_version())  // 20914, perhaps with more behind it
        guard let number = Int(text.prefix { $0.isASCII && $0.isNumber }) else { return text }
        return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
    }
}
