import AlmaExport
public import BursarModel
import Digests
public import Ledger
import Posix
public import Registry
import SFSFormat

/// Shows what a run would make of one export, as if that had never come before.
///
/// It drives what a run does: judging, drafts, formats. Nothing is booked, and nothing is left in
/// the home, an outbox or elsewhere; what it writes lies in a private folder and goes with it.
public struct ExportCheck {
    private let configuration: CampusConfiguration
    /// As the registry has it, which a person may have paused whatever the file says.
    private let state: CampusState
    /// Nil for files that are not onboarded.
    private let ledger: Ledger?

    /// With files that need not be onboarded; no database is asked.
    public init(of revision: CampusRevision) {
        configuration = CampusConfiguration(revision, revision: 0)
        state = revision.campus.state
        ledger = nil
    }

    /// With the revision in force.
    public init(of key: CampusKey, from ledger: Ledger, at now: Timestamp) throws {
        let campuses = try ledger.campusesInForce(hubVersion: HubVersion.text, at: now)
        guard let campus = campuses.first(where: { $0.campus == key }) else {
            throw HubError.badConfiguration("\(key) is not onboarded", remedy: "onboard it")
        }
        configuration = try CampusConfiguration(of: key, revision: campus.revision, from: ledger)
        state = campus.state
        self.ledger = ledger
    }

    /// By the clocks there a run has its business day.
    public var timeZone: String { configuration.campus.timeZone }

    /// - Throws: `CheckError` where what was asked for is not there; `HubError` where a run of the
    ///   campus would end with an error of its configuration.
    public func check(_ request: CheckRequest) throws -> CheckReport {
        AlmaExportReader.prepare()
        let campus = configuration.campus
        return try PrivateFolder.with(below: request.temporaryFolder) { folder in
            let file = try SampleFile(request, of: campus, into: folder)
            var report = CheckReport(
                campus: campus.key,
                name: campus.name,
                revision: ledger == nil ? nil : configuration.revision,
                layoutConfirmed: campus.layoutConfirmed != nil,
                format: file.profile.format,
                runDate: request.local.date,
                export: CheckedExport(file: file.taken.name, sha256: file.taken.sha256.hex)
            )
            let sample = try SampleCheck(
                file: file,
                configuration: configuration,
                folder: folder,
                request: request,
                dayCounts: try dayCounts(on: request.local.date)
            )
            try sample.fill(
                &report,
                ExplanationFiles(of: configuration.read, format: file.profile.format)
            )
            let notes = try notes(on: file, number: report.export.exportNumber)
            report.notes += notes.map(\.text)
            if request.explained != nil, report.explanation == nil {
                report.notes.append("no record is written, so none can be explained")
            }
            return report
        }
    }

    /// As a run of that day would begin.
    private func dayCounts(on date: CalendarDate) throws -> DayCounts {
        try ledger?.dayCounts(of: configuration.campus.key, on: date) ?? DayCounts()
    }

    private func notes(on file: SampleFile, number: String?) throws -> [Message] {
        var notes: [Message] = []
        let campus = configuration.campus
        if !file.isNamedAsExport {
            notes.append(
                "a run would not take a file of this name: it is not of the form \(file.profile.code)-JOB-TIMESTAMP.xml"
            )
        }
        switch state {
        case .planned, .paused, .retired:
            notes.append("the campus is \(state): no run takes its exports")
        case .trial, .live: break
        }
        guard
            let booked = try ledger?.booked(
                sha256: file.taken.sha256,
                exportNumber: number,
                at: campus.key
            )
        else { return notes }
        let id: Message = "\(campus.key)-x\(booked.export.export)"
        notes.append(
            booked.isSame
                ? "booked as \(id): a run would take it for a duplicate"
                : "booked as \(id) with other content: a run would hold it as export_reused"
        )
        return notes
    }
}
