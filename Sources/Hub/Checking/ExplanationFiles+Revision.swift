import BursarModel
import Declarations
import Registry
import SFSFormat

extension ExplanationFiles {
    /// The files of a revision, named as they were given, without their folders.
    init(of revision: CampusRevision, format: String) {
        self.init(
            format: revision.formatSources[format]?.name ?? format,
            campus: revision.sources.first?.name ?? revision.campus.key.text
        )
    }
}
