public import BursarModel
public import Posix

/// The hub's own folder: archive, staging, default locations and outboxes, summaries.
///
/// Nothing in it is open to others. Everything below is opened name by name from the one handle,
/// so no link that somebody put in the way is followed.
public struct Home: Sendable {
    public let folder: Folder
    /// As the person gave it.
    public let path: String
    /// Made once; staged outputs and the ledger's rows about them carry it.
    public let id: String
    /// A demonstration for good: campuses on trial run as if live, and everything says DEMO.
    public let isDemo: Bool

    private static let markName = FileName(named: "home.id")
    private static let demoName = FileName(named: "DEMO")

    /// Opens a home, and makes it, 0700, where it is missing.
    public init(_ path: String) throws {
        self.path = path
        folder = try Home.openFolder(path)
        id = try Home.identity(in: folder)
        isDemo = try folder.status(of: Home.demoName) != nil
    }

    private static func openFolder(_ path: String) throws -> Folder {
        // The way to the home is the person's own, links and all; from the home on none is followed.
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)[...]
        let last = parts.popLast()
        guard let last, last != "..", let name = FileName(last) else {
            throw HubError.badHome("the home's path does not end in the name of a folder")
        }
        if last == "." { return try Folder.open(path) }
        let parent = (path.hasPrefix("/") ? "/" : "./") + parts.joined(separator: "/")
        do throws(PosixError) {
            return try Folder.open(parent).folderMadeIfMissing(name)
        } catch {
            guard error.errno == .noEntry else { throw error }
            throw HubError.badHome("the folder that is to hold the home does not exist; make it")
        }
    }

    private static func identity(in folder: Folder) throws -> String {
        if let id = try readIdentity(in: folder) { return id }
        // Two commands may make the home at once: one name wins, and both read it.
        var random = SystemRandomNumberGenerator()
        let id = (0..<4).map { _ in hex(random.next() as UInt32) }.joined()
        let temporary = FileName(named: "home.id.\(hex(random.next() as UInt32))")
        var file = try folder.createFile(temporary)
        try file.write(Array("\(id)\n".utf8))
        try file.synchronize()
        try file.close()
        if folder.renameOntoFreeName(temporary, to: folder, as: markName) != nil {
            try folder.removeFile(temporary)
        }
        try folder.synchronize()
        guard let id = try readIdentity(in: folder) else {
            throw HubError.badHome("the home's mark `home.id` cannot be read")
        }
        return id
    }

    private static func readIdentity(in folder: Folder) throws -> String? {
        guard try folder.status(of: markName) != nil else { return nil }
        let bytes = try folder.openFile(markName).bytes(at: 0, count: 64)
        let id = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard id.utf8.count == 32, id.utf8.allSatisfy({ $0.isHexDigit }) else {
            throw HubError.badHome("the home's mark `home.id` is damaged; restore it from a backup")
        }
        return id
    }

    private static func hex(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// A folder below the home, such as `archive/humboldt`, made where it is missing.
    public func subfolder(_ names: String...) throws -> Folder {
        var folder = folder
        for name in names { folder = try folder.folderMadeIfMissing(FileName(named: name)) }
        return folder
    }

    /// Where the embedded database lies.
    public var databasePath: String { "\(folder.path)/postgres" }

    public func archive(of campus: CampusKey) throws -> Folder {
        try subfolder("archive", campus.text)
    }

    public func staging(of campus: CampusKey) throws -> Folder {
        try subfolder("staging", campus.text)
    }

    public func trial(of campus: CampusKey) throws -> Folder {
        try subfolder("trial", campus.text)
    }

    /// Makes an empty home a demonstration; one that has worked for real stays what it is.
    public func becomeDemo() throws -> Home {
        if isDemo { return self }
        guard try folder.status(of: FileName(named: "archive")) == nil else {
            throw HubError.badHome(
                "this home has worked already; a demonstration needs an empty one"
            )
        }
        var file = try folder.createFile(Home.demoName)
        try file.write(Array("This home is a demonstration: nothing in it is real.\n".utf8))
        try file.synchronize()
        try file.close()
        try folder.synchronize()
        return try Home(path)
    }
}

extension FileName {
    /// A name that the hub makes itself, of letters, digits, points and dashes.
    init(named text: String) {
        guard let name = FileName(text) else {
            preconditionFailure("a name of the hub's own is no name of a file")
        }
        self = name
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        decimalDigit != nil || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}
