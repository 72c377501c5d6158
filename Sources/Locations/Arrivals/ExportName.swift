public import BursarModel
public import Posix

/// What the name of an export says: whose it is, and when Alma wrote it.
///
/// Alma writes `<code>-<job id>-<timestamp>.xml`; `<code>[-_]?<digits>.xml` is accepted too. A code
/// may hold `-`, `_` and digits itself, so a name is read against the codes that can occur, never
/// split at a character. Source: Ex Libris's bursar documentation, and files seen.
public struct ExportName: Hashable, Sendable {
    /// As it stands in the location.
    public let fileName: FileName
    public let code: ProfileCode
    /// Alma's job, as printed; nil in the short form.
    public let jobID: String?
    /// The digits at the end, as printed.
    public let timestamp: String
    private let order: UInt64

    /// The name as a text: it has only letters, digits, `_`, `-` and `.`.
    public var text: String { fileName.shown }

    /// Reads a name from its end to its beginning, which must equal one of the codes.
    ///
    /// Where several do (`SJ` and `SJ-1` in `SJ-1-2.xml`), the longest is meant. So hand over every
    /// code that shares the location, of all campuses, and compare the answer's code with one's own.
    public static func parse(_ name: FileName, codes: some Sequence<ProfileCode>) -> ExportName? {
        guard let stem = name.stemOfXML else { return nil }
        let fitting = codes.filter { stem.starts(with: $0.text.utf8) }
        let longestFirst = fitting.sorted { $0.text.utf8.count > $1.text.utf8.count }
        for code in longestFirst {
            let rest = stem.dropFirst(code.text.utf8.count)
            if let name = ExportName(name, code: code, rest: rest) { return name }
        }
        return nil
    }

    private init?(_ name: FileName, code: ProfileCode, rest: ArraySlice<UInt8>) {
        guard let (jobID, digits) = ExportName.numbers(in: rest),
            let number = UInt64(String(decoding: digits, as: UTF8.self))
        else { return nil }
        self.fileName = name
        self.code = code
        self.jobID = jobID.map { String(decoding: $0, as: UTF8.self) }
        timestamp = String(decoding: digits, as: UTF8.self)
        // Milliseconds as they are, seconds made comparable with them.
        order = digits.count < 12 ? number * 1000 : number
    }

    /// `-<job id>-<timestamp>`, or a timestamp behind `-`, `_` or nothing.
    private static func numbers(
        in rest: ArraySlice<UInt8>
    ) -> (jobID: ArraySlice<UInt8>?, timestamp: ArraySlice<UInt8>)? {
        let hyphen = UInt8(ascii: "-")
        let parts = rest.split(separator: hyphen, omittingEmptySubsequences: false)
        if parts.count == 3, parts[0].isEmpty, isNumber(parts[1]), isNumber(parts[2]) {
            return (parts[1], parts[2])
        }
        let separated = rest.first == hyphen || rest.first == UInt8(ascii: "_")
        let digits = separated ? rest.dropFirst() : rest
        return isNumber(digits) ? (nil, digits) : nil
    }

    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension ExportName {
    /// When Alma wrote the file: ten digits are seconds since 1970, thirteen are milliseconds.
    ///
    /// Nil for any other number of digits. Source: "a UNIX epoch number" in Ex Libris's
    /// documentation; which of the two is not said.
    public var written: Timestamp? {
        guard let number = Int64(timestamp) else { return nil }
        switch timestamp.utf8.count {
        case 10: return Timestamp(seconds: number)
        case 13: return Timestamp(microseconds: number * 1000)
        default: return nil
        }
    }

    /// Whether the name says that this export was written before the other; false where it is equal.
    func isOlder(than other: ExportName) -> Bool { order < other.order }

    func isAsOld(as other: ExportName) -> Bool { order == other.order }
}

extension ExportName: Reportable {
    public var reported: String { text }
}

extension FileName {
    /// What stands before `.xml`, in whatever case that is written; nil for hidden and other names.
    ///
    /// So what programs are still writing is none: `.part`, `.tmp` or `~` stands at its end. Asked of
    /// every name in a folder, of which there may be many: it looks at bytes, and makes no text of them.
    var stemOfXML: ArraySlice<UInt8>? {
        guard bytes.count > 4, bytes.first != UInt8(ascii: ".") else { return nil }
        let isXML = zip(bytes.suffix(4), ".xml".utf8).allSatisfy { byte, wanted in
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            return (isCapital ? byte | 0x20 : byte) == wanted
        }
        return isXML ? bytes.dropLast(4) : nil
    }
}
