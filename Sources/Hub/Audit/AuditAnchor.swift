public import BursarModel
import Digests
public import Ledger
import Posix

/// The end of the audit trail, kept outside the database: only so is it seen that rows were cut off.
///
/// A file that only grows, one line for each run that added to the trail. It may be behind the
/// trail, by what a run that was killed could not write any more; it is never ahead of it, unless
/// rows were cut off or the database is that of an earlier day.
public struct AuditAnchor: Sendable {
    private static let patience = Duration.seconds(10)
    private static let block = 64 * 1024

    private let home: Home
    private let path: String?

    /// `path` names a file outside the home; nil: `audit.anchor` in it.
    public init(_ home: Home, at path: String? = nil) {
        self.home = home
        self.path = path
    }

    /// Where it is, for people.
    public var place: String { path ?? "\(home.path)/audit.anchor" }

    // MARK: Writing

    /// Writes the trail's end, where that is not what was written last.
    ///
    /// - Returns: the line, for a journal; nil where there was nothing to write.
    @discardableResult
    public func write(_ ledger: Ledger, at now: Timestamp) throws -> String? {
        try write(.run, ledger, at: now)
    }

    /// Writes that a person accepted the database as it is, though the trail was longer before.
    @discardableResult
    public func accept(_ ledger: Ledger, at now: Timestamp) throws -> String? {
        try write(.accepted, ledger, at: now)
    }

    private func write(
        _ occasion: AnchorLine.Occasion,
        _ ledger: Ledger,
        at now: Timestamp
    ) throws -> String? {
        let (folder, name) = try location()
        var file = try folder.openFileForAppending(name)
        guard try file.lock(patience: AuditAnchor.patience) else {
            throw HubError.badConfiguration(
                "the audit trail's anchor \(Printable(place)) is locked by somebody else",
                remedy: "end what holds it; the next run writes it"
            )
        }
        let end = try AnchorEnd(of: file)
        guard let key = try AnchorKey.find(in: home.folder, mayMake: end.size == 0) else {
            throw HubError.badConfiguration(
                "there is an anchor of the audit trail, but its key `audit.key` is not in the home",
                remedy: "restore the key from a backup of the home"
            )
        }
        // Under the lock, so that lines stand in the order of the trail.
        guard let head = try ledger.auditHead(), occasion == .accepted || end.last?.head != head
        else { return nil }
        let line = AnchorLine(
            occasion,
            head,
            time: Timestamp(seconds: now.seconds).rfc3339,
            after: end.last?.tag,
            key: key
        )
        // An interrupted line stays as it is: the file may be one that only grows.
        try file.write(Array("\(end.isWhole ? "" : "\n")\(line.text)\n".utf8))
        try file.synchronize()
        if end.size == 0 { try folder.synchronize() }
        try file.close()
        return line.text
    }

    // MARK: Reading

    /// Lines of the anchor as they are met, with their places from 1.
    enum Found {
        case line(AnchorLine)
        /// It was not written with the key, or not behind the line before it.
        case forged
        /// Its writing was interrupted.
        case incomplete
    }

    /// Goes through the lines, a block at a time.
    ///
    /// - Returns: false where there is no anchor.
    func read(_ body: (_ place: Int, Found) throws -> Void) throws -> Bool {
        let (folder, name) = try location()
        guard try folder.status(of: name) != nil else { return false }
        let file = try folder.openFile(name)
        guard let key = try AnchorKey.find(in: home.folder, mayMake: false) else {
            throw HubError.badConfiguration(
                "there is an anchor of the audit trail, but its key `audit.key` is not in the home",
                remedy: "restore the key from a backup of the home"
            )
        }
        var place = 0
        var last: SHA256Digest?
        try AuditAnchor.forEachLine(of: file) { bytes in
            place += 1
            guard let line = AnchorLine(bytes) else { return try body(place, .incomplete) }
            let isGenuine = line.isGenuine(after: last, key: key)
            last = line.tag
            try body(place, isGenuine ? .line(line) : .forged)
        }
        return true
    }

    private static func forEachLine(
        of file: borrowing FileDescriptor,
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        var offset: Int64 = 0
        var rest: [UInt8] = []
        while true {
            let bytes = try file.bytes(at: offset, count: block)
            if bytes.isEmpty { break }
            offset += Int64(bytes.count)
            rest += bytes
            var lines = rest[...]
            while let end = lines.firstIndex(of: UInt8(ascii: "\n")) {
                try body(lines[..<end])
                lines = lines[(end + 1)...]
            }
            // What is longer than any line is none, however long it goes on.
            rest = Array(lines.prefix(AnchorLine.longest + 1))
        }
        if !rest.isEmpty { try body(rest[...]) }
    }

    private func location() throws -> (Folder, FileName) {
        guard let path else { return (home.folder, FileName(named: "audit.anchor")) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let name = FileName(last) else {
            throw HubError.badConfiguration(
                "the anchor's path \(Printable(path)) does not end in the name of a file",
                remedy: "name a file with --audit-anchor, or leave it out"
            )
        }
        let parent = parts.dropLast().joined(separator: "/")
        return (try Folder.open(parts.count == 1 ? "." : parent.isEmpty ? "/" : parent), name)
    }
}

/// What the anchor ends with, behind which the next line goes.
private struct AnchorEnd {
    let size: Int64
    /// The last line that is whole.
    let last: AnchorLine?
    /// Whether the file ends with a line's end.
    let isWhole: Bool

    init(of file: borrowing FileDescriptor) throws {
        size = try file.status().size
        // More than a few interrupted lines, one after the other, nobody has seen.
        let start = max(0, size - 16 * 1024)
        let bytes = try file.bytes(at: start, count: Int(size - start))
        isWhole = bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
        last =
            bytes.split(separator: UInt8(ascii: "\n")).reversed().lazy.compactMap {
                AnchorLine($0)
            }.first
    }
}
