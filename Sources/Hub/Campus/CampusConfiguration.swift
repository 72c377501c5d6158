import BursarModel
import Ledger
import Registry
import SFSFormat

/// One recorded revision of a campus, read and compiled: frozen for as long as a run uses it.
struct CampusConfiguration {
    let campus: Campus
    let revision: Int
    private let formats: [String: CompiledFormat]

    /// Reads a revision from the files that were recorded with it.
    ///
    /// - Throws: `HubError.badConfiguration` where this program cannot use what an earlier one
    ///   accepted; only this campus stops.
    init(of key: CampusKey, revision: Int, from ledger: Ledger) throws {
        let sources = try ledger.sources(of: key, revision: revision).map { source in
            DeclarationFile(name: source.name, text: source.text)
        }
        switch CampusRevision.read(sources) {
        case .success(let read):
            campus = read.campus
            formats = read.formats
        case .failure(let findings):
            throw HubError.badConfiguration(
                findings.firstError,
                remedy: "mend the campus file and `bursarhub onboard` it again")
        }
        self.revision = revision
    }

    func format(named name: String) throws -> DraftFormat {
        guard let compiled = formats[name] else {
            throw HubError.badConfiguration(
                "revision \(revision) of \(campus.key) has no format \(Printable(name))",
                remedy: "`bursarhub onboard` the campus and its formats again")
        }
        return DraftFormat(name: name, compiled: compiled)
    }

    /// The format of a profile's exports; of the only one, where a profile is gone.
    func format(for code: ProfileCode) throws -> DraftFormat {
        guard let profile = campus.exports.first(where: { $0.code == code }) else {
            throw HubError.badConfiguration(
                "no profile of \(campus.key) has the code \(code) any more",
                remedy: "put the profile back into the campus file until its fees are settled")
        }
        return try format(named: profile.format)
    }

    func judge(
        format: DraftFormat, runDate: CalendarDate, alsoDeriveKeys: Bool = false
    ) -> FeeJudge {
        FeeJudge(
            campus: campus, format: format.compiled, runDate: runDate,
            alsoDeriveKeys: alsoDeriveKeys)
    }

    var ceiling: HoldCeiling {
        HoldCeiling(
            atLeast: campus.limits.heldAtLeast,
            shareBasisPoints: campus.limits.heldShareBasisPoints)
    }
}
