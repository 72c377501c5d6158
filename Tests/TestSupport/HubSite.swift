import Glibc
import Posix
import PostgreSQL

/// A hub of one test's own: a home, a database, campuses; the command does the rest.
///
/// Keep it in a stored property of the suite: it takes all it made with it when it goes.
public final class HubSite: Sendable {
    public enum Database: Sendable {
        /// A database of its own on the server of this test process.
        case server
        /// The private PostgreSQL that the command makes under the home.
        case embedded
    }

    /// The business date of all runs, so that names of outputs do not depend on today.
    public static let runDate = "2026-11-20"

    public let scratch: ScratchFolder
    public let database: TestDatabase?
    public var home: String { "\(scratch.path)/home" }
    /// Ends the embedded server even where these tests are killed; nil without one.
    private let watch: TestServerFolder?

    public init(_ kind: Database = .server) throws {
        scratch = try ScratchFolder()
        watch = kind == .embedded ? try TestServerFolder() : nil
        database = kind == .server ? try TestDatabase(migrations: LedgerTemplate.migrations) : nil
        if let watch { _ = unsafe symlink("\(home)/postgres", watch.serverPath) }
    }

    deinit {
        guard database == nil else { return }
        do {
            _ = try command(["database", "stop"])
        } catch {
            print("left behind: the server under \(home): \(error)")
        }
    }

    // MARK: The command

    /// Runs the command with this home and database.
    @discardableResult
    public func command(
        _ arguments: [String],
        failpoints: String = "",
        environment: [String: String] = [:]
    ) throws -> HubProcess.Outcome {
        var environment = environment
        if !failpoints.isEmpty { environment["BURSARHUB_FAILPOINTS"] = failpoints }
        return try HubProcess.run(
            arguments + ["--home", home] + databaseOption,
            environment: environment
        )
    }

    /// The same with the administrator's login, where there is a server.
    @discardableResult
    public func administratorsCommand(
        _ arguments: [String],
        failpoints: String = ""
    ) throws -> HubProcess.Outcome {
        guard let database else { return try command(arguments, failpoints: failpoints) }
        return try HubProcess.run(
            arguments + ["--home", home, "--database", database.address.uri],
            environment: failpoints.isEmpty ? [:] : ["BURSARHUB_FAILPOINTS": failpoints]
        )
    }

    /// Begins a run that takes everything at once; it goes on beside the test.
    public func beginRun(_ arguments: String..., failpoints: String = "") throws
        -> HubProcess.Running
    {
        try HubProcess.Running(
            runWords + arguments,
            environment: failpoints.isEmpty ? [:] : ["BURSARHUB_FAILPOINTS": failpoints]
        )
    }

    /// What the command takes for a run that takes everything at once.
    public var runWords: [String] {
        ["run", "--settle", "0", "--run-date", HubSite.runDate, "--json", "--home", home]
            + databaseOption
    }

    /// How many campuses have a lease that nobody gave back.
    public func openLeases() throws -> Int {
        let row = try database?.connect()
            .query("select count(*) as count from ledger.lease where released_at is null").first
        return Int(try row?.get("count") as Int64? ?? 0)
    }

    private var databaseOption: [String] {
        database == nil ? [] : ["--database", databaseURI]
    }

    /// What the command takes as `--database`; empty for the embedded one.
    public var databaseURI: String { database?.uri ?? "" }

    /// A run that takes everything at once, as JSON.
    @discardableResult
    public func run(
        _ arguments: String...,
        failpoints: String = ""
    ) throws -> HubProcess.Outcome {
        try command(
            ["run", "--settle", "0", "--run-date", HubSite.runDate, "--json"] + arguments,
            failpoints: failpoints
        )
    }

    /// Runs until no campus is busy: a server takes a moment to see that a killed run is gone.
    public func runToTheEnd() throws -> HubProcess.Outcome {
        for _ in 0..<50 {
            let outcome = try run()
            let campuses = try outcome.json["campuses"].items
            if !campuses.contains(where: { $0["outcome"] == "busy" }) { return outcome }
            usleep(20_000)
        }
        return try run()
    }

    /// Writes campus files, with a format file each for those given, and onboards them.
    @discardableResult
    public func onboard(
        _ campuses: [CampusDeclaration],
        formats: [String: String] = [:],
        answering options: [String] = ["--yes"]
    ) throws -> HubProcess.Outcome {
        try makeFolder("campuses")
        var paths: [String] = []
        for campus in campuses {
            paths.append(try scratch.write(campus.yaml, to: "campuses/\(campus.key).yaml"))
        }
        let named = ["humboldt-sf": SampleFormats.humboldt].merging(formats) { _, given in given }
        for (name, text) in named {
            paths.append(try scratch.write(text, to: "campuses/\(name).yaml"))
        }
        return try command(["onboard"] + options + paths)
    }

    // MARK: What comes and goes

    /// Puts an export into the default location of a campus, as an upload does.
    @discardableResult
    public func put(
        _ export: ExportBuilder,
        at campus: String,
        as name: String? = nil
    ) throws -> String {
        try put(export.xml, at: campus, as: name ?? export.fileName)
    }

    @discardableResult
    public func put(_ text: String, at campus: String, as name: String) throws -> String {
        try makeFolder("home/inbox/\(campus)")
        return try scratch.write(text, to: "home/inbox/\(campus)/\(name)")
    }

    /// Makes a folder below the scratch folder, with all that lead to it.
    public func makeFolder(_ path: String) throws {
        var folder = try Folder.open(scratch.path)
        for part in path.split(separator: "/") {
            guard let name = FileName(String(part)) else { continue }
            folder = try folder.folderMadeIfMissing(name)
        }
    }

    /// What lies in a folder below the home, by name; empty where there is no such folder.
    public func files(in folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try names(in: folder) {
            files[name] = try scratch.text(of: "home/\(folder)/\(name)")
        }
        return files
    }

    /// The names of the files, but no folders, in a folder below the home.
    public func names(in folder: String) throws -> [String] {
        guard exists(folder) else { return [] }
        return try scratch.names(in: "home/\(folder)").filter { name in
            name != ".bursarhub" && !isFolder("\(folder)/\(name)")
        }
    }

    public func outbox(of campus: String) throws -> [String: String] {
        try files(in: "outbox/\(campus)")
    }

    public func inbox(of campus: String) throws -> [String] {
        try names(in: "inbox/\(campus)")
    }

    /// Takes everything out of an outbox, as the file load does, and gives what was there.
    @discardableResult
    public func collect(from campus: String) throws -> [String: String] {
        let files = try outbox(of: campus)
        for name in files.keys { try remove("outbox/\(campus)/\(name)") }
        return files
    }

    public func exists(_ path: String) -> Bool { unsafe access("\(home)/\(path)", F_OK) == 0 }

    public func remove(_ path: String) throws {
        guard unsafe Glibc.remove("\(home)/\(path)") == 0 else {
            throw PosixError(.unlinkat, Errno(rawValue: errno), path: path)
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat("\(home)/\(path)", &status) == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: The ledger

    /// How much of what the ledger holds.
    public var ledger: LedgerCounts {
        get throws {
            guard let database else { return LedgerCounts() }
            return try LedgerCounts(in: database)
        }
    }

    /// The counts of an export's buckets that are not empty, as the ledger has them.
    public func books(ofExport number: Int) throws -> [String: Int64] {
        guard let database else { return [:] }
        return try LedgerCounts.books(ofExport: number, in: database)
    }
}
