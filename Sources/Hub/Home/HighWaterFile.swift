import BursarModel
import Posix

/// How far a home has come in publishing a campus's outputs: written down before any is shown.
///
/// It lies beside the database, not in it. A database restored from an earlier day does not know of
/// the outputs since; this file does. And a home restored from an earlier day cannot take a staged
/// file that it never had for one that was published.
struct HighWaterFile {
    /// What the file says.
    struct Mark: Equatable {
        /// The identifier of the database that the outputs were booked in.
        var database: String
        /// The highest output whose publication was ever begun from this home.
        var output: Int
    }

    private let folder: Folder
    private let name: FileName

    init(of campus: CampusKey, in home: Home) throws {
        folder = try home.subfolder("high-water")
        name = FileName(named: campus.text)
    }

    /// Nil where nothing of the campus was ever published from this home.
    func read() throws -> Mark? {
        let text: String
        do throws(PosixError) {
            let bytes = try folder.openFile(name).bytes(at: 0, count: 1024)
            text = String(decoding: bytes, as: UTF8.self)
        } catch {
            guard error.errno == .noEntry else { throw error }
            return nil
        }
        guard let mark = Mark(text: text) else {
            throw HubError.badHome("\(Printable(folder.path(of: name))) is damaged")
        }
        return mark
    }

    /// Writes a mark and brings it to disk, the folder too.
    func write(_ mark: Mark) throws {
        let draft = FileName(named: ".\(name.shown).\(UInt64.random(in: 0...UInt64.max))")
        var file = try folder.createFile(draft)
        try file.write(Array(mark.text.utf8))
        try file.synchronize()
        try file.close()
        try folder.rename(draft, to: folder, as: name)
        try folder.synchronize()
    }
}

extension HighWaterFile.Mark {
    fileprivate var text: String { "database \(database)\noutput \(output)\n" }

    fileprivate init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.count == 2, lines[0].hasPrefix("database "), lines[1].hasPrefix("output "),
            let output = Int(lines[1].dropFirst("output ".count)), output >= 0
        else { return nil }
        self.init(database: String(lines[0].dropFirst("database ".count)), output: output)
        guard self.text == text else { return nil }
    }
}
