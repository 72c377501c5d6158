public import BursarModel
internal import Declarations
internal import SFSFormat

/// Reads campus files and format files, and checks each alone and all together.
public enum Registry {
    /// Checks files, whatever is wrong with some of them.
    ///
    /// The end of a term table is near or far from `today`. `registered` are the revisions in force:
    /// their formats can be used by the files, and a campus of theirs that is not among the files
    /// is compared with the files' campuses.
    public static func read(
        _ sources: RegistrySources,
        today: CalendarDate,
        registered: [CampusRevision] = []
    ) -> RegistryReading {
        read(sources, asOf: today, registered: registered)
    }

    /// Without a day, as for a revision that is in force already, nothing is near its end.
    static func read(
        _ sources: RegistrySources,
        asOf today: CalendarDate?,
        registered: [CampusRevision]
    ) -> RegistryReading {
        let files = sources.files.map { SourceFile($0) }
        let shelf = FormatShelf(files.filter { $0.role == .format }, registered: registered)
        let drafts = files.filter { $0.role == .campus }.map { CampusDraft($0, formats: shelf) }

        RepeatedKeys.check(drafts)
        let neighbours = Neighbour.all(drafts: drafts, registered: registered)
        SharedLocations.check(neighbours)
        SharedOutboxes.check(neighbours)
        SharedInstitutions.check(neighbours)
        UnknownSuccessors.check(neighbours)
        if let today { EndingTerms.check(drafts, today: today) }

        return RegistryReading(
            campuses: drafts.map(\.checked),
            formats: shelf.checked,
            diagnostics: files.flatMap(\.findings.all) + shelf.registeredErrors
        )
    }
}
