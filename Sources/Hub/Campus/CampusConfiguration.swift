import BursarModel
import Declarations
import Ledger
import Locations
import Posix
import Registry
import SFSFormat

/// One recorded revision of a campus, read and compiled: frozen for as long as a run uses it.
struct CampusConfiguration {
    let revision: Int
    let read: CampusRevision

    var campus: Campus { read.campus }

    /// Reads a revision from the files that were recorded with it.
    ///
    /// - Throws: `HubError.badConfiguration` where this program cannot use what an earlier one
    ///   accepted; only this campus stops.
    init(of key: CampusKey, revision: Int, from ledger: Ledger) throws {
        let sources = try ledger.sources(of: key, revision: revision).map { source in
            DeclarationFile(name: source.name, text: source.text)
        }
        self.revision = revision
        do {
            read = try CampusRevision(sources: sources)
        } catch {
            let first = error.diagnostics.first { $0.severity == .error }
            throw HubError.badConfiguration(
                first?.message ?? "revision \(revision) of \(key) cannot be read",
                remedy: "mend the campus file and `bursarhub onboard` it again"
            )
        }
    }

    /// A revision that was read already, from the files of one that is recorded or is to be.
    init(_ read: CampusRevision, revision: Int) {
        self.read = read
        self.revision = revision
    }

    /// The configuration that an output was planned with, which may be an earlier one.
    func inRevision(of output: PlannedOutput, from ledger: Ledger) throws -> CampusConfiguration {
        output.revision == revision
            ? self
            : try CampusConfiguration(of: campus.key, revision: output.revision, from: ledger)
    }

    func format(named name: String) throws -> DraftFormat {
        guard let compiled = read.formats[name] else {
            throw HubError.badConfiguration(
                "revision \(revision) of \(campus.key) has no format \(Printable(name))",
                remedy: "`bursarhub onboard` the campus and its formats again"
            )
        }
        return DraftFormat(name: name, compiled: compiled)
    }

    /// Whether the campus still has a profile of this code.
    func hasProfile(_ code: ProfileCode) -> Bool { campus.exports.contains { $0.code == code } }

    /// The format of a profile's exports.
    func format(for code: ProfileCode) throws -> DraftFormat {
        guard let profile = campus.exports.first(where: { $0.code == code }) else {
            throw HubError.badConfiguration(
                "no profile of \(campus.key) has the code \(code) any more",
                remedy: "put the profile back into the campus file until its fees are settled"
            )
        }
        return try format(named: profile.format)
    }

    func judge(
        format: DraftFormat,
        runDate: CalendarDate,
        alsoDeriveKeys: Bool = false
    ) -> FeeJudge {
        FeeJudge(
            campus: campus,
            format: format.compiled,
            runDate: runDate,
            alsoDeriveKeys: alsoDeriveKeys
        )
    }

    /// What becomes of originals once their fees are published, by profile.
    func manners() throws -> [ProfileCode: Locations.AfterPublication] {
        var manners: [ProfileCode: Locations.AfterPublication] = [:]
        for profile in campus.exports {
            switch profile.after {
            case .remove: manners[profile.code] = .remove
            case .leave: manners[profile.code] = .leave
            case .move(let folder):
                guard let name = FileName(folder.text) else {
                    throw HubError.badConfiguration(
                        "`after: {move: …}` of profile \(profile.code) names no single folder",
                        remedy: "name a folder of the location, without a slash"
                    )
                }
                manners[profile.code] = .move(to: name)
            }
        }
        return manners
    }
}
