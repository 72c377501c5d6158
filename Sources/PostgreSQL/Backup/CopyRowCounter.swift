/// Counts the rows of each table in the SQL text of a dump, piece by piece.
///
/// A table's rows stand one to a line between `COPY name (…) FROM stdin;` and `\\.`; line breaks in
/// values are escaped there.
struct CopyRowCounter {
    private(set) var rows: [String: Int64] = [:]
    private var table: String?
    /// How the line under way begins.
    private var beginning: [UInt8] = []

    /// More of a line tells nothing: names of tables are shorter.
    private static let longestBeginning = 200
    private static let copy = Array("COPY ".utf8)
    private static let end = Array("\\.".utf8)

    mutating func read(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
            keep(rest[..<newline])
            endLine()
            rest = rest[(newline + 1)...]
        }
        keep(rest)
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        let room = Self.longestBeginning - beginning.count
        if room > 0 { beginning += part.prefix(room) }
    }

    private mutating func endLine() {
        defer { beginning.removeAll(keepingCapacity: true) }
        if let open = table {
            if beginning == Self.end { table = nil } else { rows[open, default: 0] += 1 }
        } else if beginning.starts(with: Self.copy) {
            let name = beginning.dropFirst(Self.copy.count).prefix { $0 != UInt8(ascii: " ") }
            let opened = String(decoding: name, as: UTF8.self)
            rows[opened, default: 0] += 0
            table = opened
        }
    }
}
