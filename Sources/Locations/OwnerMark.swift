public import Posix

/// Who owns a home, a location or an outbox: one hub's home and its database.
///
/// Two hubs with two databases would both take an export and both send it. The mark lies in
/// `.bursarhub/` of the folder, never beside exports or outputs.
public struct OwnerMark: Hashable, Sendable {
    public static let folderName = FileName(known: ".bursarhub")
    private static let fileName = FileName(known: "owner")

    public let home: String
    public let database: String

    /// - Parameters:
    ///   - home: the id of the hub's home folder.
    ///   - database: the identifier of the database that keeps its books.
    public init(home: String, database: String) {
        self.home = home
        self.database = database
    }

    public enum Finding: Hashable, Sendable {
        /// It was marked as ours before.
        case ours
        /// It was nobody's and is ours now.
        case marked
        /// It belongs to another hub.
        case foreign(OwnerMark)
        /// It holds a mark that cannot be read.
        case damaged
        /// It is nobody's, and the hub may not write there.
        case notWritable(Errno)
    }

    /// Looks for a mark and, where there is none, puts this one.
    public func claim(_ folder: Folder) throws(PosixError) -> Finding {
        if let finding = try found(in: folder) { return finding }
        do {
            try put(in: folder)
        } catch {
            switch error.errno {
            case .permissionDenied, .notPermitted, .readOnly: return .notWritable(error.errno)
            case .exists: break  // another hub was faster
            default: throw error
            }
        }
        // Read back: two hubs may have been here at once, and one mark stands.
        let finding = try found(in: folder) ?? .damaged
        return finding == .ours ? .marked : finding
    }

    /// Looks without writing; nil where there is no mark.
    public func found(in folder: Folder) throws(PosixError) -> Finding? {
        guard try folder.status(of: OwnerMark.folderName) != nil else { return nil }
        let inside = try folder.folder(OwnerMark.folderName)
        guard try inside.status(of: OwnerMark.fileName) != nil else { return nil }
        let bytes = try inside.openFile(OwnerMark.fileName).bytes(at: 0, count: 1024)
        guard let mark = OwnerMark(text: String(decoding: bytes, as: UTF8.self)) else {
            return .damaged
        }
        return mark == self ? .ours : .foreign(mark)
    }

    private func put(in folder: Folder) throws(PosixError) {
        let inside = try folder.folderMadeIfMissing(OwnerMark.folderName)
        // Two commands may mark at once: each writes a file of its own, and one name wins.
        guard let writing = FileName("owner.\(UInt64.random(in: 0...UInt64.max))") else {
            throw PosixError(.openat, .invalid, path: inside.path)
        }
        var file = try inside.createFile(writing)
        try file.write(Array(text.utf8))
        try file.synchronize()
        try file.close()
        if let errno = inside.renameOntoFreeName(writing, to: inside, as: OwnerMark.fileName) {
            _ = try inside.removeFileIfPresent(writing)
            throw PosixError(.renameat2, errno, path: inside.path(of: OwnerMark.fileName))
        }
        try inside.synchronize()
    }

    private var text: String { "home \(home)\ndatabase \(database)\n" }

    private init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count == 2, lines[0].hasPrefix("home "), lines[1].hasPrefix("database ")
        else { return nil }
        home = String(lines[0].dropFirst("home ".count))
        database = String(lines[1].dropFirst("database ".count))
        guard self.text == text else { return nil }
    }
}

extension FileName {
    /// A name that stands in this module's code.
    init(known text: StaticString) {
        guard let name = FileName(text.description) else {
            preconditionFailure("`\(text)` is no name of a file")
        }
        self = name
    }
}
