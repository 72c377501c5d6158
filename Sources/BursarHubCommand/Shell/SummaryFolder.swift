import BursarModel
import Failpoints
import Hub
import Pages
import Posix
import Status

/// A run's summary on the disk: text, JSON, CSV and a page, in `HOME/summary/RUN/`.
///
/// All four appear together: they are written into a folder with a leading dot, which then gets
/// its name. `HOME/summary/latest` points to the newest.
struct SummaryFolder {
    let home: Home

    func path(of summary: RunSummary) -> String { "\(home.path)/summary/\(summary.run)/" }

    func write(_ summary: RunSummary) throws {
        let folder = try home.subfolder("summary")
        let unfinished = try home.subfolder("summary", ".\(summary.run)")
        try write("summary.txt", TextReport.summary(summary, style: .plain), into: unfinished)
        try write("summary.json", JSONReport.summary(summary), into: unfinished)
        try write("summary.csv", CSVReport.summary(summary), into: unfinished)
        try write("summary.html", Pages.summary(summary), into: unfinished)
        try unfinished.synchronize()
        guard let from = FileName(".\(summary.run)"), let to = FileName(summary.run),
            let latest = FileName("latest")
        else { return }
        try Failpoint.reached("summary.before_rename")
        try folder.rename(from, to: folder, as: to)
        try folder.replaceLink(latest, pointingTo: to)
        try folder.synchronize()
    }

    private func write(_ name: String, _ text: String, into folder: Folder) throws {
        guard let name = FileName(name) else { return }
        _ = try folder.removeFileIfPresent(name)
        var file = try folder.createFile(name)
        try file.write(Array(text.utf8))
        try file.synchronize()
        try file.close()
    }
}
