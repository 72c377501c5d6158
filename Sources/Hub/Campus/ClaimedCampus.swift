import BursarModel
import Ledger
import Locations
import Registry

/// A claimed campus with all that the stops of its run work with, fitted together once.
struct ClaimedCampus {
    let claim: Claim
    /// Of the revision in force under the claim.
    let configuration: CampusConfiguration
    let archive: ExportArchive
    let staging: OutputStaging
    /// Nil for a rehearsal, which delivers nothing.
    let publication: Publication?
    /// Nil for a rehearsal, and for a server: there nobody could tell what was taken back from what
    /// was collected.
    let recall: Recall?

    /// Examines the outbox, and makes the campus's folders where they are missing.
    init(_ run: CampusRun, _ configuration: CampusConfiguration, under claim: Claim) throws {
        self.claim = claim
        self.configuration = configuration
        let (ledger, places, clock) = (run.ledger, run.places, run.clock)
        let outbox =
            run.isRehearsal ? nil : try places.outbox(configuration.campus.outbox, under: claim)
        archive = ExportArchive(folder: try places.home.archive(of: claim.campus))
        staging = OutputStaging(
            configuration: configuration,
            claim: claim,
            ledger: ledger,
            archive: archive,
            area: try outbox?.staging ?? StagingArea(of: claim.campus, home: places.home.folder),
            clock: clock
        )
        publication = try outbox.map { outbox in
            try Publication(
                configuration: configuration,
                claim: claim,
                ledger: ledger,
                outbox: ClaimedCampus.shown(outbox),
                places: places,
                clock: clock
            )
        }
        recall = (outbox as? FolderOutbox).map { [archive] outbox in
            Recall(
                configuration: configuration,
                claim: claim,
                ledger: ledger,
                archive: archive,
                outbox: outbox,
                outboxName: configuration.campus.outbox.description,
                home: places.home,
                clock: clock
            )
        }
    }

    /// What finishes an interrupted run's outputs, where outputs are delivered at all.
    var recovery: Recovery? {
        publication.map { Recovery(staging: staging, publication: $0, recall: recall) }
    }

    /// The outbox itself; in a debug build perhaps one that shows outputs in a wrong way.
    private static func shown(_ outbox: any Outbox) -> any Outbox {
        #if DEBUG
            PublicationOrder.outbox(outbox, chosen: PublicationOrder.chosen)
        #else
            outbox
        #endif
    }
}
