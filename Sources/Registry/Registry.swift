public import BursarModel
internal import Declarations
internal import SFSFormat

/// Reads campus files and format files, and checks each alone and all together.
public enum Registry {
    /// Checks files, whatever is wrong with some of them.
    ///
    /// The end of a term table is near or far from `today`. `inForce` are the revisions in force:
    /// their formats can be used by the files, their campuses are compared with those of the
    /// files, and those that use a format of the files are checked with it as if their own files
    /// had been given too.
    public static func read(
        _ sources: RegistrySources,
        today: CalendarDate,
        inForce: [CampusRevision] = []
    ) -> RegistryReading {
        read(sources, asOf: today, inForce: inForce)
    }

    /// Without a day, as for a revision that is in force already, nothing is near its end.
    static func read(
        _ sources: RegistrySources,
        asOf today: CalendarDate?,
        inForce: [CampusRevision]
    ) -> RegistryReading {
        let files = sources.files.map { SourceFile($0) }
        let shelf = FormatShelf(files.filter { $0.role == .format }, inForce: inForce)
        let given = files.filter { $0.role == .campus }.map { CampusDraft($0, formats: shelf) }
        let givenKeys = Set(given.compactMap(\.key))
        let others = inForce.filter { !givenKeys.contains($0.campus.key) }
        let affected = others.filter { $0.usesFormat(of: shelf) }.map {
            CampusDraft(SourceFile($0.campusSource), formats: shelf, isInForce: true)
        }
        let drafts = given + affected

        RepeatedKeys.check(drafts)
        let neighbours = Neighbour.all(drafts: drafts, inForce: inForce)
        SharedLocations.check(neighbours)
        SharedOutboxes.check(neighbours)
        SharedInstitutions.check(neighbours)
        UnknownSuccessors.check(neighbours)
        ReplacedOutputs.check(drafts)
        UnusedFormats.quieten(shelf.declared, given: given, beside: neighbours)
        // A revision that is in force was told of it when it was onboarded.
        UnusedVocabulary.check(given)
        UnlentVocabulary.check(shelf.declared, beside: neighbours)
        SkippedFees.check(shelf.declared, with: drafts)
        if let today {
            EndingTerms.check(drafts, today: today)
            TermGaps.check(given, today: today)
        }

        return RegistryReading(
            campuses: drafts.map(\.checked),
            formats: shelf.checked,
            diagnostics: shown(
                files.map(\.diagnostics) + affected.map(\.source.diagnostics)
                    + shelf.diagnosticsInForce,
                among: files.map(\.file) + inForce.flatMap(\.formatSources.values)
            )
        )
    }

    /// Every finding once, with the line it is about.
    ///
    /// What is wrong with a format is wrong with all that include it; it is said for the first
    /// of them, or for the format itself where it is among the files.
    private static func shown(
        _ found: [SourceDiagnostics],
        among files: [DeclarationFile]
    ) -> [Diagnostic] {
        var known: [String: SourceLines] = [:]
        func lines(of name: String) -> SourceLines? {
            if let lines = known[name] { return lines }
            let lines = files.first { $0.name == name }.map { SourceLines(of: $0) }
            known[name] = lines
            return lines
        }
        var seen = Set(found.flatMap(\.diagnostics).filter { $0.includedBy == nil })
        return found.flatMap { source in
            let own = SourceLines(of: source.file)
            return source.diagnostics.compactMap { diagnostic -> Diagnostic? in
                guard diagnostic.includedBy != nil else { return own.showing(diagnostic) }
                var alone = diagnostic
                alone.includedBy = nil
                guard seen.insert(alone).inserted else { return nil }
                return diagnostic.file.flatMap { lines(of: $0) }?.showing(diagnostic) ?? diagnostic
            }
        }
    }
}

/// The findings of a file, some of which may stand in files that it includes.
struct SourceDiagnostics {
    let file: DeclarationFile
    let diagnostics: [Diagnostic]
}

extension SourceFile {
    fileprivate var diagnostics: SourceDiagnostics {
        SourceDiagnostics(file: file, diagnostics: findings.all)
    }
}

extension CampusRevision {
    /// Whether a format of the campus was given anew.
    fileprivate func usesFormat(of shelf: FormatShelf) -> Bool {
        formatSources.contains { shelf.isDeclared($0.key, otherThan: $0.value.text) }
    }
}
