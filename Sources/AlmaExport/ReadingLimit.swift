/// What an export may demand of its reader.
///
/// libxml2's own limits do not act under SAX callbacks: 200,000 levels and a text of 11 MB passed,
/// one tag with 200,000 attributes took a minute, 1,500,000 names took 13 seconds (measured, 2.9.14).
enum ReadingLimit {
    /// Bytes that the parser is given at once, and that the reader asks a source for.
    static let block = 64 * 1024
    /// Bytes within which the XML declaration must end.
    static let declaration = 1024
    /// Bytes of one tag, from `<` to `>`.
    static let tag = 8 * 1024
    /// Bytes of one comment, processing instruction or CDATA section.
    static let otherMarkup = 64 * 1024
    /// Attributes and namespace declarations of one element.
    static let attributes = 16
    /// Open elements, the root among them.
    static let depth = 32
    /// Bytes of a field that are kept; a fee with a longer one is held.
    static let keptText = 4 * 1024
    /// Bytes of a field beyond which the whole export is held.
    static let text = 1024 * 1024
    /// Different names of elements that Alma does not write.
    static let unknownNames = 1000
    /// Different names of any kind: elements, attributes, prefixes, namespaces, targets.
    static let names = 4000
    /// Bytes of fees that wait for the borrower they belong to.
    static let waitingFees = 4 * 1024 * 1024
    /// Different export numbers, and institutions, that the header tells of.
    static let listed = 8
}
