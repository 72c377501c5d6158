/// Whether a file ends as a whole export does: with the end of its root element.
///
/// A look at the first and last bytes, cheap enough for every file: it keeps an upload that has
/// stalled from being taken. The judgement whether an export is well-formed is the reader's.
public enum ExportEnd: Sendable {
    case closed
    case open
    /// The location cannot look without fetching the file.
    case unknown

    /// How many bytes of each end are looked at.
    static let headLength = 8192
    static let tailLength = 4096

    /// - Parameters:
    ///   - head: the first 8 KiB of the file, or all of it.
    ///   - tail: the last 4 KiB of the file, or all of it.
    init(head: [UInt8], tail: [UInt8]) {
        var start = XMLGlance(head[...])
        guard let root = start.rootTag() else {
            self = .open
            return
        }
        let end = XMLGlance.withoutTrailingMiscellany(tail[...])
        if root.isSelfClosed {
            // Then nothing follows it, and the whole file fits into both looks.
            let whole = XMLGlance.withoutTrailingMiscellany(head[...])
            self = whole.endIndex == root.end && end.ends(with: "/>") ? .closed : .open
        } else {
            self = XMLGlance.nameOfClosingTag(atEndOf: end) == root.name ? .closed : .open
        }
    }
}
