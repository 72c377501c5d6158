public import BursarModel
public import Declarations
public import Digests
public import SFSFormat

/// A campus's configuration at one time: what the database records and what a run works with.
///
/// It is made of the texts of the campus file and of the formats it needs, and nothing else, so
/// that an old output can be rendered again from the texts that were recorded with it.
public struct CampusRevision: Sendable {
    public let campus: Campus
    /// The formats of the campus's profiles, by name.
    public let formats: [String: CompiledFormat]
    let campusSource: DeclarationFile
    /// The format files by the names of the formats.
    public let formatSources: [String: DeclarationFile]

    /// Reads recorded sources.
    ///
    /// - Throws: what is wrong with them; a later version of the hub may know better.
    public init(sources: [DeclarationFile]) throws(RefusedSources) {
        let reading = Registry.read(RegistrySources(files: sources), asOf: nil, inForce: [])
        guard reading.campuses.count == 1, let revision = reading.campuses[0].revision else {
            throw RefusedSources(diagnostics: reading.diagnostics)
        }
        self = revision
    }

    init(
        campus: Campus,
        formats: [String: CompiledFormat],
        campusSource: DeclarationFile,
        formatSources: [String: DeclarationFile]
    ) {
        self.campus = campus
        self.formats = formats
        self.campusSource = campusSource.withoutFolders
        self.formatSources = formatSources.mapValues(\.withoutFolders)
    }

    /// The campus file, then the format files in the order of their names; named without folders.
    public var sources: [DeclarationFile] {
        [campusSource] + formatSources.sorted { $0.key < $1.key }.map(\.value)
    }

    /// SHA-256 over names and texts of the sources, each led by its length: equal ones are one
    /// revision.
    public var fingerprint: SHA256Digest {
        var hasher = SHA256Hasher()
        for text in sources.flatMap({ [$0.name, $0.text] }) {
            hasher.update("\(text.utf8.count):")
            hasher.update(text)
        }
        return hasher.finalize()
    }

    /// The format of a profile.
    public func format(of profile: ExportProfile) -> CompiledFormat? { formats[profile.format] }
}

/// Why recorded sources make no revision.
public struct RefusedSources: Error, Sendable {
    public var diagnostics: [Diagnostic]
}

extension DeclarationFile {
    /// The same folder is named differently from elsewhere, so names of folders say nothing.
    fileprivate var withoutFolders: DeclarationFile {
        DeclarationFile(name: name.split(separator: "/").last.map(String.init) ?? name, text: text)
    }
}
