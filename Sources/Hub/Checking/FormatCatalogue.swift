public import BursarModel
import Declarations
public import Ledger
public import Registry
import SFSFormat

/// The formats that are in force, or that stand in files, with who uses them.
public struct FormatCatalogue {
    /// By name; a format of which campuses have different versions stands there once for each.
    public private(set) var entries: [FormatEntry] = []

    /// The formats of the revisions in force; one that this program cannot read has none.
    public init(inForce ledger: Ledger, at now: Timestamp) throws {
        for campus in try ledger.campusesInForce(hubVersion: HubVersion.text, at: now) {
            let revision: CampusRevision
            do {
                revision = try CampusConfiguration(
                    of: campus.campus,
                    revision: campus.revision,
                    from: ledger
                ).read
            } catch HubError.badConfiguration {
                continue
            }
            try add(
                Registry.read(
                    RegistrySources(files: revision.sources),
                    today: FormatCatalogue.anyDay
                ),
                usedBy: [revision.campus]
            )
        }
        entries.sort { $0.format < $1.format }
    }

    /// The formats of files that were read.
    public init(_ reading: RegistryReading) {
        add(reading, usedBy: reading.campuses.compactMap(\.revision?.campus))
        entries.sort { $0.format < $1.format }
    }

    /// As a list shows them: without their texts and pictures.
    public var overview: [FormatEntry] {
        entries.map { entry in
            var entry = entry
            entry.layout = []
            entry.texts = []
            return entry
        }
    }

    /// Only the ends of term tables are measured by the day, and nothing here asks for them.
    private static var anyDay: CalendarDate {
        get throws {
            guard let day = CalendarDate(daysSince1970: 0) else {
                throw HubError.badConfiguration("there is no calendar", remedy: "report it")
            }
            return day
        }
    }

    private mutating func add(_ reading: RegistryReading, usedBy campuses: [Campus]) {
        for format in reading.formats {
            guard let name = format.name, let declaration = format.declaration else { continue }
            var entry = FormatEntry(
                format: name,
                title: declaration.title,
                source: declaration.source,
                file: format.source.name.split(separator: "/").last.map(String.init) ?? ""
            )
            entry.layout = declaration.layout
            entry.texts = [FormatText(file: entry.file, text: format.source.text)]
            let users = campuses.filter { $0.exports.contains { $0.format == name } }.map {
                FormatEntry.User(
                    campus: $0.key,
                    state: $0.state,
                    layoutConfirmed: $0.layoutConfirmed != nil
                )
            }
            let known = entries.firstIndex {
                $0.format == name && $0.texts == entry.texts && $0.layout == entry.layout
            }
            if known == nil { entries.append(entry) }
            let index = known ?? entries.count - 1
            entries[index].campuses = (entries[index].campuses + users)
                .sorted { $0.campus < $1.campus }
        }
    }
}
