import AlmaExport
import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
import Registry
import SFSFormat

/// Brings a campus's exports into the archive and reads them, one after another, oldest first.
///
/// What is learned goes into the settlement's draft: fees into the staging table, lines into the
/// outputs under way, exports that cannot go on with their reasons. Nothing counts yet.
struct Intake {
    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let archive: ExportArchive
    let staging: FeeStaging
    let drafts: Drafts
    let clock: HubClock
    var draft = SettlementDraft()
    private var nextExport: Int

    init(
        configuration: CampusConfiguration,
        claim: Claim,
        ledger: Ledger,
        archive: ExportArchive,
        drafts: Drafts,
        marks: PurgeMarks?,
        clock: HubClock
    ) throws {
        self.configuration = configuration
        self.claim = claim
        self.ledger = ledger
        self.archive = archive
        self.drafts = drafts
        self.clock = clock
        staging = try ledger.stageFees(marks: marks)
        nextExport = claim.nextExport
    }

    // MARK: New ones

    /// Recognises a file that was just taken, and reads it where it is new.
    mutating func accept(_ taken: TakenExport) throws {
        var file = taken
        file.exportDate = try ledger.localDate(
            of: file.written,
            in: configuration.campus.timeZone
        )
        // A second copy beside the first: the next run finds it booked, or held.
        guard !draft.read.contains(where: { $0.file.sha256 == file.sha256 }) else { return }
        switch try ledger.recognise(
            name: file.name,
            sha256: file.sha256,
            under: claim
        ) {
        case .new:
            try read(file, as: drawNumber(), isKnown: false)
        case .booked(let original):
            draft.duplicates.append(
                SettlementDraft.DuplicateExport(
                    export: drawNumber(),
                    file: file,
                    original: original
                )
            )
        case .held:
            return  // judged anew with the other held ones, where that can help
        case .nameReused:
            hold(
                file,
                as: drawNumber(),
                isKnown: false,
                number: nil,
                .nameReused,
                "an export of this name with other content was booked"
            )
        }
    }

    private mutating func drawNumber() -> Int {
        defer { nextExport += 1 }
        return nextExport
    }

    // MARK: Reading

    mutating func read(
        _ file: TakenExport,
        as number: Int,
        isKnown: Bool,
        passing: Set<HoldReason> = []
    ) throws {
        let format = try configuration.format(for: file.code)
        var reading = ExportReading(
            number: number,
            file: file,
            format: format,
            drafts: drafts,
            staging: staging,
            judge: configuration.judge(
                format: format,
                runDate: claim.local.date,
                alsoDeriveKeys: claim.hasDerivedCharges
            )
        )
        do {
            if format.showsExport { try reading.learnNumber(from: archive) }
            let header = try reading.read(from: archive)
            if let doubt = try doubt(about: header, passing: passing) {
                try reading.takeBack()
                hold(
                    file,
                    as: number,
                    isKnown: isKnown,
                    number: header.exportNumbers.first,
                    doubt.reason,
                    doubt.message
                )
                return
            }
            try drafts.addEmptyOnes(of: format, from: reading.origin)
            draft.read.append(
                SettlementDraft.ReadExport(
                    export: number,
                    file: file,
                    exportNumber: header.exportNumbers.first ?? "",
                    isKnown: isKnown,
                    isReleased: passing.contains(.tooManyHeld),
                    books: reading.books,
                    derivedFees: reading.derivedFees,
                    users: header.users,
                    warnings: reading.warnings(of: header)
                )
            )
        } catch let error as ExportReadError {
            try reading.takeBack()
            hold(
                file,
                as: number,
                isKnown: isKnown,
                number: error.exportNumber,
                error.reason,
                "line \(error.line), column \(error.column): \(error.message)"
            )
        } catch HoldReason.totalOverflow {
            try reading.takeBack()
            hold(
                file,
                as: number,
                isKnown: isKnown,
                number: nil,
                .totalOverflow,
                "the sum of its amounts does not fit"
            )
        }
    }

    private mutating func hold(
        _ file: TakenExport,
        as number: Int,
        isKnown: Bool,
        number exportNumber: String?,
        _ reason: HoldReason,
        _ message: Message
    ) {
        draft.held.append(
            SettlementDraft.HeldExport(
                export: number,
                file: file,
                exportNumber: exportNumber,
                isKnown: isKnown,
                reason: reason,
                message: message
            )
        )
    }

    /// Doubts about a well-formed export as a whole.
    private func doubt(
        about header: ExportHeader,
        passing: Set<HoldReason>
    ) throws -> (reason: HoldReason, message: Message)? {
        if let doubt = header.doubt(at: configuration.campus, passing: passing) { return doubt }
        // One without a number shares it with none.
        guard let exportNumber = header.exportNumbers.first else { return nil }
        if !passing.contains(.exportReused),
            let booked = try ledger.booked(
                exportNumber: exportNumber,
                at: claim.campus
            )
        {
            return (
                .exportReused, "export \(claim.campus)-x\(booked.export) has the same number"
            )
        }
        if !passing.contains(.exportReused),
            draft.read.contains(where: { $0.exportNumber == exportNumber })
        {
            return (.exportReused, "another export of this run has the same number")
        }
        return nil
    }

    /// The draft, with the outputs under way as they are now.
    func finished() -> SettlementDraft {
        var draft = draft
        draft.targets = drafts.files.map { file in
            file.map { file in
                SettlementDraft.Target(
                    format: file.format.name,
                    file: file.file,
                    kind: file.kind,
                    export: file.export,
                    lines: file.fees,
                    released: file.released,
                    isIntact: file.isIntact,
                    isWrittenEmpty: file.compiled.empty != .none
                )
            }
        }
        return draft
    }
}

extension TakenExport {
    /// When Alma wrote it: by the time in its name, where there is one, else by the file's.
    fileprivate var written: Timestamp {
        let name = FileName(name).flatMap { ExportName.parse($0, codes: [code]) }
        return name?.written ?? receivedAt
    }
}
