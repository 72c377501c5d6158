import BursarModel
import Digests
import Ledger
import Locations
import Posix
import Registry

/// Outputs that nobody has been seen to collect, so that perhaps no file load runs.
struct CollectionCheck: Examination {
    static let name = "collection"
    static let area = DoctorReport.Area.books

    /// Longer than a long weekend.
    private static let patience: Int64 = 4 * 86_400

    let files: [CampusFiles]
    let now: Timestamp

    func examine(_ findings: inout Findings) throws {
        var isFine = true
        for file in files {
            let old = file.known.outputs.filter { output in
                output.state == .published && output.collectedAt == nil
                    && !output.outbox.hasPrefix("sftp://")
                    && output.publishedAt.map {
                        $0.adding(seconds: CollectionCheck.patience) < now
                    } ?? false
            }
            guard let first = old.first else { continue }
            isFine = false
            findings.warn(
                "\(old.count) outputs were delivered more than four days ago and never seen collected, from \(file.key)-\(first.output) on",
                remedy:
                    "see whether the file load takes them (`bursarhub outputs \(file.key)`); a run notes it when they are gone",
                at: file.key
            )
        }
        if isFine { findings.fine("what was delivered is collected, or young") }
    }
}
