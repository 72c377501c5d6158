import CLibXML2

/// The libxml2 that is linked at run time.
public enum XMLLibrary {
    /// Its version, such as `2.9.14`.
    public static var version: String {
        let text = unsafe String(cString: bh_xml_version())  // 20914, perhaps with more behind it
        guard let number = Int(text.prefix { $0.isASCII && $0.isNumber }) else { return text }
        return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
    }

    /// True once the library is ready for any thread; asked for again it costs nothing.
    static let isPrepared: Bool = {
        xmlInitParser()
        unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
        xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
        return true
    }()
}

extension AlmaExportReader {
    /// Makes libxml2 ready, once in a process: on the main thread, before workers read.
    ///
    /// From then on it loads nothing from outside a document and has no catalogue. A reader made
    /// without it makes it up.
    public static func prepare() { _ = XMLLibrary.isPrepared }
}
