internal import BursarModel
internal import Declarations

/// A format file together with those it includes: what it does not say itself, they say.
///
/// Whole keys are taken over (`record`, `fields`, `files` …). What comes from another file keeps
/// its places there, and they name that file.
struct IncludedFormats {
    /// A name, a title and a source are each format's own.
    private static let ownKeys: Set<String> = ["format", "title", "source", "include"]
    private static let longestChain = 8

    /// What the format says, and what it takes over; nil where that is not to be had.
    private(set) var mapping: Mapping?
    /// The included files by the names of their formats.
    private(set) var sources: [String: DeclarationFile] = [:]

    /// `find` gives the file of a format, or nil where there is none that is meant for certain.
    init(of file: SourceFile, among names: [String], find: (String) -> SourceFile?) {
        mapping = file.mapping
        guard let own = file.mapping, let include = own.string("include") else { return }
        var entries = file.entries.filter { $0.key.value != "include" }
        var next: Placed<String>? = include
        while let name = next?.value {
            guard let base = find(name) else {
                file.findings.refuse(
                    include.map { _ in name },
                    "is no format that can be included",
                    hint: meant(name, among: names) ?? "give its file too"
                )
                mapping = nil
                return
            }
            guard base.file != file.file, sources[name] == nil,
                sources.count < IncludedFormats.longestChain
            else {
                file.findings.refuse(
                    include,
                    "includes formats in a circle, or more than \(IncludedFormats.longestChain)",
                    hint: "write out what is needed of them"
                )
                mapping = nil
                return
            }
            sources[name] = base.file
            for entry in base.entries
            where !IncludedFormats.ownKeys.contains(entry.key.value)
                && !entries.contains(where: { $0.key.value == entry.key.value })
            {
                entries.append(entry.standing(in: base.file.name))
            }
            next = base.mapping?.string("include")
        }
        mapping = Mapping(entries, at: own.place, findings: file.findings)
    }
}

extension DeclarationEntry {
    fileprivate func standing(in file: String) -> DeclarationEntry {
        var place = key.place
        place.file = file
        return DeclarationEntry(key: Placed(key.value, at: place), value: value.standing(in: file))
    }
}

extension Declaration {
    fileprivate func standing(in file: String) -> Declaration {
        var place = place
        place.file = file
        return switch value {
        case .scalar, .null: Declaration(value, at: place)
        case .sequence(let elements):
            Declaration(.sequence(elements.map { $0.standing(in: file) }), at: place)
        case .mapping(let entries):
            Declaration(.mapping(entries.map { $0.standing(in: file) }), at: place)
        }
    }
}
