import AlmaExport
import BursarModel
import Declarations
import Glibc
import Posix
import Registry
import SFSFormat

/// A campus with its one layout, as their files say.
struct BenchmarkedLayout {
    /// A day on which every layout of the catalogue knows the term.
    private static let day = "2026-11-20"

    let campus: Campus
    let format: CompiledFormat
    let runDate: CalendarDate

    init(files paths: [String]) throws {
        guard let day = CalendarDate(iso: BenchmarkedLayout.day) else { throw Refusal(lines: []) }
        let files = try paths.map { path in
            let file = try Folder.openFile(at: path)
            return DeclarationFile(
                name: path,
                bytes: try file.bytes(at: 0, count: DeclarationFile.largest)
            )
        }
        let reading = Registry.read(RegistrySources(files: files), today: day)
        guard let revision = reading.campuses.first?.revision,
            let profile = revision.campus.exports.first, let format = revision.format(of: profile)
        else { throw Refusal(lines: reading.diagnostics.map(\.line)) }
        campus = revision.campus
        self.format = format
        runDate = day
    }

    struct Refusal: Error {
        var lines: [String]
    }

    /// Writes an export with the fee types that the layout maps.
    func writeSample(of fees: Int64, to path: String) throws {
        let mapped = campus.lookups.values.flatMap(\.feeTypes).filter { $0 != "CREDIT" }
        let students = campus.students
        guard let profile = campus.exports.first else { throw Refusal(lines: []) }
        var parameters = SampleParameters(
            code: profile.code,
            institutionNumber: "9100",
            feeTypes: mapped.isEmpty ? ["OVERDUEFINE", "OTHER"] : Set(mapped).sorted(),
            day: runDate,
            studentID: { random in
                String(decoding: students.example(using: &random), as: UTF8.self)
            },
            communityID: { random in "2\(random.digits(13))" }
        )
        parameters.fees = fees
        let (folder, name) = try Folder.place(of: path)
        _ = try folder.removeFileIfPresent(name)
        let file = try folder.createFile(name)
        _ = try SampleExport(parameters).write { bytes in try file.write(bytes) }
    }
}

extension Folder {
    /// The folder of a path, and the name in it.
    static func place(of path: String) throws -> (Folder, FileName) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let name = FileName(last) else {
            throw BenchmarkedLayout.Refusal(lines: ["\(path) is no path of a file"])
        }
        let parent = parts.dropLast().joined(separator: "/")
        return (try Folder.open(parts.count == 1 ? "." : parent.isEmpty ? "/" : parent), name)
    }

    static func openFile(at path: String) throws -> FileDescriptor {
        let (folder, name) = try place(of: path)
        return try folder.openFile(name)
    }
}
