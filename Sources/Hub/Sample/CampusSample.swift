import AlmaExport
public import BursarModel
import Ledger
import Locations
public import Posix
import Registry
import SFSFormat

/// Writes made-up exports for a campus: its own code, fee types and form of ids.
public struct CampusSample {
    /// What was written, with totals that are known from the writing.
    public struct Written: Sendable {
        public var path: String
        public var exportNumber: String
        public var fees: Tally
        public var users: Int64
    }

    /// Used where a campus has no lookup by fee type; all are Alma's own.
    private static let usualTypes = [
        "OVERDUEFINE", "LOSTITEMREPLACEMENTFEE", "LOSTITEMPROCESSFEE", "LIBRARYCARDREPLACEMENT",
    ]

    private let home: Home
    private let owner: OwnerMark
    private let campus: Campus
    private let state: CampusState
    private let today: CalendarDate
    /// Where exports of campuses come that are no trial: folders, as their campus files name them.
    private let realLocations: [String]

    /// For a campus that is onboarded.
    public init(_ hub: Hub, _ key: CampusKey) throws {
        let ledger = Ledger(try hub.connect("sample"))
        let campuses = try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now)
        realLocations = campuses.filter { $0.state != .trial && !hub.home.isDemo }
            .flatMap(\.locations)
        guard let entry = campuses.first(where: { $0.campus == key }) else {
            throw HubError.badConfiguration("\(key) is not onboarded", remedy: "onboard it")
        }
        home = hub.home
        campus = try CampusConfiguration(of: key, revision: entry.revision, from: ledger).campus
        state = entry.state
        today = try ledger.localDate(of: hub.now, in: entry.timeZone)
        owner = OwnerMark(home: home.id, database: try ledger.databaseIdentifier())
    }

    /// Writes an export of the first profile into a folder.
    ///
    /// Without a folder it goes into the campus's location, which only a campus on trial has, or
    /// one of a demonstration: a made-up fee must never be charged to anybody. `extraType` is a fee
    /// type that the campus does not map; one fee has it. The same day and seed give the same bytes.
    public func write(
        fees: Int64,
        seed: UInt64?,
        extraType: String? = nil,
        into folder: Folder? = nil
    ) throws -> Written {
        guard let profile = campus.exports.first else {
            throw HubError.badConfiguration(
                "\(campus.key) has no export profile",
                remedy: "add one to the campus file"
            )
        }
        let target = try folder.map { try refuseRealLocation($0) } ?? location(of: profile)
        var parameters = parameters(of: profile)
        parameters.fees = fees
        parameters.seed = seed ?? UInt64(max(0, today.daysSince1970))
        parameters.certainType = extraType
        let export = SampleExport(parameters)
        let name = FileName(named: export.fileName)
        let temporary = FileName(named: ".\(export.fileName).part")
        _ = try target.removeFileIfPresent(temporary)
        var file = try target.createFile(temporary)
        let totals = try export.write { bytes in try file.write(bytes) }
        try file.synchronize()
        try file.close()
        try target.rename(temporary, to: target, as: name)
        try target.synchronize()
        return Written(
            path: target.path(of: name),
            exportNumber: export.exportNumber,
            fees: try totals.fees,
            users: totals.users
        )
    }

    /// The folder that a person names, made, 0700, where only its last name is missing.
    public static func folder(at path: String) throws -> Folder {
        let names = path.split(separator: "/")
        let above = (path.hasPrefix("/") ? "/" : "./") + names.dropLast().joined(separator: "/")
        do throws(PosixError) {
            do throws(PosixError) {
                return try Folder.open(path)
            } catch {
                guard error.errno == .noEntry,
                    let name = names.last.flatMap({ FileName(String($0)) })
                else { throw error }
                // The way there is the machine's own: links are followed.
                return try Folder.open("\(above)/.").folderMadeIfMissing(name)
            }
        } catch {
            throw HubError.badConfiguration(
                "the folder \(Printable(path)) cannot be used: \(Printable(error.errno.words))",
                remedy: "give a folder with --out that is there, or whose folder above is there"
            )
        }
    }

    /// A folder that a person named must not be one that real exports come to.
    private func refuseRealLocation(_ folder: Folder) throws -> Folder {
        let wanted = try folder.status()
        for name in realLocations where !name.hasPrefix("sftp://") {
            let real = try FolderPlace.open(name, home: home.folder).status()
            guard (real.device, real.inode) != (wanted.device, wanted.inode) else {
                throw HubError.badConfiguration(
                    "real exports come to that folder: a sample must not lie there",
                    remedy: "give another folder with --out"
                )
            }
        }
        return folder
    }

    private func location(of profile: ExportProfile) throws -> Folder {
        guard state == .trial || home.isDemo else {
            throw HubError.badConfiguration(
                "\(campus.key) is \(state): a sample must not lie where its real exports come",
                remedy: "give a folder with --out"
            )
        }
        guard case .folder(let path) = profile.location else {
            throw HubError.badConfiguration(
                "the exports of \(campus.key) come from a server",
                remedy: "give a folder with --out"
            )
        }
        return try FolderPlace.open(path.text, home: home.folder)
    }

    private func parameters(of profile: ExportProfile) -> SampleParameters {
        let students = campus.students
        let mapped = campus.lookups.sorted { $0.key < $1.key }.flatMap(\.value.feeTypes)
            .filter { $0 != "CREDIT" }
        var parameters = SampleParameters(
            code: profile.code,
            institutionNumber: institutionNumber,
            feeTypes: mapped.isEmpty ? CampusSample.usualTypes : mapped,
            day: today,
            studentID: { random in CampusSample.student(students, &random) },
            communityID: { random in CampusSample.other(students, &random) }
        )
        let byLibrary = campus.lookups.sorted { $0.key < $1.key }.map(\.value)
            .filter { !$0.libraries.isEmpty }
        let named = byLibrary.flatMap(\.libraries) + campus.skip.flatMap(\.when.namedLibraries)
        var seen: Set<String> = []
        parameters.libraries = (["MAIN"] + named).filter { seen.insert($0).inserted }
        parameters.charges = { type, library in
            byLibrary.allSatisfy { $0.takes(feeType: type, library: library) }
        }
        parameters.oldest = oldestAge
        return parameters
    }

    /// More than a year, as long as the campus has a term for it.
    private var oldestAge: Int {
        let most = 400
        guard campus.termDate == .feeDate, let terms = campus.terms else { return most }
        for age in 1...most {
            guard let day = today.adding(days: -age) else { return age - 1 }
            do throws(HoldReason) {
                _ = try terms.term(on: day)
            } catch {
                return age - 1
            }
        }
        return most
    }

    /// The campus's own where it is written down; else one of four digits that its key decides.
    private var institutionNumber: String {
        campus.institutionNumber
            ?? String(9000 + campus.key.text.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1000 })
    }

    /// An id that meets the pattern, and that is not all zeros or all nines, which are no ids.
    private static func student(_ pattern: BytePattern, _ random: inout SampleRandom) -> String {
        for _ in 0..<100 {
            let id = pattern.example(using: &random)
            let isImpossible =
                id.allSatisfy { $0 == UInt8(ascii: "0") }
                || id.allSatisfy { $0 == UInt8(ascii: "9") }
            if !isImpossible { return String(decoding: id, as: UTF8.self) }
        }
        return String(decoding: pattern.example(using: &random), as: UTF8.self)
    }

    /// An id of another form: a long number, or a name.
    private static func other(_ students: BytePattern, _ random: inout SampleRandom) -> String {
        let number = "2\(random.digits(13))"
        return students.matches(Array(number.utf8).span) ? "guest\(random.digits(4))" : number
    }
}
