import AlmaExport
import BursarModel
import Digests
import Ledger

/// Whether the next run could send what a person wants to release.
///
/// Hundreds of fees may come of one export, and an export is read to its end to be known again: so
/// each is looked at once.
struct SendingCheck {
    private let campus: CampusKey
    private let configuration: CampusConfiguration
    private let archive: ExportArchive
    private var isArchived: [SHA256Digest: Bool] = [:]

    init(_ hub: Hub, _ claim: Claim, _ ledger: Ledger) throws {
        campus = claim.campus
        configuration = try CampusConfiguration(
            of: claim.campus,
            revision: claim.revision,
            from: ledger
        )
        archive = ExportArchive(folder: try hub.home.archive(of: claim.campus))
    }

    /// Nil where it could; else it stays as it is, and says why.
    mutating func refusal(of subject: HeldSubject) throws -> DecisionRefusal? {
        let file = subject.source.file
        guard configuration.hasProfile(file.code) else {
            return DecisionRefusal(
                "no profile of \(campus) has the code \(file.code) any more, so nobody knows the layout of \(subject.id)",
                remedy: "put the profile back into the campus file until its fees are settled"
            )
        }
        if isArchived[file.sha256] == nil { isArchived[file.sha256] = try archive.holds(file) }
        guard isArchived[file.sha256] == true else {
            return DecisionRefusal(
                .somebodyMustLook,
                "the archive has lost the export of \(subject.id)",
                remedy: "restore the file in the archive from a backup"
            )
        }
        return nil
    }
}
