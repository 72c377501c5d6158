internal import BursarModel
internal import Declarations

/// A text that a campus or a format wrote itself, in the bytes of an output.
enum OwnText {
    static func bytes(of text: String, in encoding: OutputEncoding) -> [UInt8]? {
        guard !text.unicodeScalars.contains(where: Printable.isInvisible) else { return nil }
        var buffer = RecordBuffer(reserving: 64)
        let utf8 = Array(text.utf8)
        do {
            try buffer.append(text: utf8.span, in: encoding, trimmed: false)
        } catch {
            return nil
        }
        return Array(buffer[0..<buffer.count])
    }

    static func bytes(of text: Placed<String>, in encoding: OutputEncoding) -> [UInt8]? {
        bytes(of: text.value, in: encoding)
    }

    /// A text that cannot be written in the encoding is a finding.
    static func bytes(
        of text: Placed<String>,
        in encoding: OutputEncoding,
        findings: Findings
    ) -> [UInt8]? {
        if let bytes = bytes(of: text.value, in: encoding) { return bytes }
        findings.error(
            "`\(quoted(text.value))` cannot be written in \(Printable(encoding.rawValue))",
            at: text.place,
            hint: "use other characters, or another `encoding`"
        )
        return nil
    }
}
