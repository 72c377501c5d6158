import AlmaExport
import BursarModel
import Digests
import Failpoints
import Ledger
import Registry
import SFSFormat

/// Reads the exports of a baseline, as intake does; what intake would hold is refused here.
///
/// Held exports are judged anew by later runs and sent: one that was sent already must not be.
struct BaselineIntake {
    let configuration: CampusConfiguration
    let claim: Claim
    let ledger: Ledger
    let archive: ExportArchive
    let staging: FeeStaging
    /// Of all campuses: a name is read against every code there is.
    let codes: [ProfileCode]
    let clock: HubClock
    private(set) var draft = SettlementDraft()
    private(set) var exports: [BaselineReport.Export] = []

    init(
        configuration: CampusConfiguration,
        claim: Claim,
        ledger: Ledger,
        archive: ExportArchive,
        staging: FeeStaging,
        codes: [ProfileCode],
        clock: HubClock
    ) {
        self.configuration = configuration
        self.claim = claim
        self.ledger = ledger
        self.archive = archive
        self.staging = staging
        self.codes = codes
        self.clock = clock
    }

    /// Brings one file into the draft, or tells why it stays out.
    mutating func take(_ path: String) throws {
        var told = BaselineReport.Export(
            file: Printable.escaped(String(path.split(separator: "/").last ?? ""))
        )
        do {
            let file = try kept(path)
            told.sha256 = file.sha256.hex
            do {
                try book(file, into: &told)
            } catch {
                try forget(file)
                throw error
            }
        } catch let refusal as BaselineRefusal {
            told.state = .refused
            told.reason = refusal.reason?.rawValue
            told.message = refusal.message.text
            told.remedy = refusal.remedy.text
        }
        exports.append(told)
    }

    private mutating func book(
        _ file: TakenExport,
        into told: inout BaselineReport.Export
    ) throws {
        if draft.read.contains(where: { $0.file.sha256 == file.sha256 }) {
            told.state = .known
            told.message = "the same file was given twice"
            return
        }
        guard !draft.read.contains(where: { $0.file.name == file.name }) else {
            throw BaselineRefusal(
                reason: .nameReused,
                message: "another file of this name was given, with other content",
                remedy: "find out which of the two files is Alma's"
            )
        }
        switch try ledger.recognise(name: file.name, sha256: file.sha256, under: claim) {
        case .new: try read(file, as: nextExport, isKnown: false, into: &told)
        // Held, so nothing of it was sent by the hub.
        case .held(let held): try read(held.file, as: held.export, isKnown: true, into: &told)
        case .booked(let original):
            told.state = .known
            told.exportNumber = original.exportNumber
            told.message = "booked before as \(claim.campus)-x\(original.export)"
        case .nameReused:
            throw BaselineRefusal(
                reason: .nameReused,
                message: HoldReason.nameReused.meaning,
                remedy: "find out which of the two files is Alma's"
            )
        }
    }

    private var nextExport: Int { claim.nextExport + draft.read.count { !$0.isKnown } }

    private mutating func read(
        _ file: TakenExport,
        as number: Int,
        isKnown: Bool,
        into told: inout BaselineReport.Export
    ) throws {
        let format = try configuration.format(for: file.code)
        var judge = configuration.judge(
            format: format,
            runDate: claim.local.date,
            alsoDeriveKeys: claim.hasDerivedCharges
        )
        var books = Books.zero
        var derivedFees: Int64 = 0
        var users: Int64?
        try staging.begin()
        do {
            let header = try archive.read(file) { texts in
                try Failpoint.reached("parse.at_fee")
                let fee = judge.judge(texts)
                let ending = fee.endingBeforeStart
                try books.read.add(fee.amount)
                try books[ending.bucket].add(fee.amount)
                if case .derived = fee.key { derivedFees += 1 }
                try staging.add(texts, fee.staged(in: number, ending: ending))
            }
            try staging.end()
            told.exportNumber = header.exportNumbers.first
            users = header.users
            try refuseDoubtful(header)
        } catch {
            try staging.discard(export: number)
            throw refusal(for: error) ?? error
        }
        draft.read.append(
            SettlementDraft.ReadExport(
                export: number,
                file: file,
                exportNumber: told.exportNumber ?? "",
                isKnown: isKnown,
                // However many of its fees are doubtful: none of them is sent.
                isReleased: true,
                books: books,
                derivedFees: derivedFees,
                users: users
            )
        )
    }

    private func refuseDoubtful(_ header: ExportHeader) throws {
        let others = draft.read.map(\.exportNumber)
        guard let number = header.exportNumbers.first else { throw refusal(.noExportNumber) }
        guard header.exportNumbers.count == 1 else { throw refusal(.twoExportNumbers) }
        if let institution = configuration.campus.institutionNumber,
            !header.isOf(institution: institution)
        {
            throw refusal(.wrongCampus)
        }
        if try ledger.booked(exportNumber: number, at: claim.campus) != nil
            || others.contains(number)
        {
            throw refusal(.exportReused)
        }
    }

    private func refusal(_ reason: HoldReason) -> BaselineRefusal {
        BaselineRefusal(
            reason: reason,
            message: reason.meaning,
            remedy:
                "find out what the file is; only exports that Alma wrote for this campus are booked"
        )
    }

    private func refusal(for error: any Error) -> BaselineRefusal? {
        switch error {
        case let error as ExportReadError:
            BaselineRefusal(
                reason: error.reason,
                message:
                    "line \(error.line), column \(error.column): \(error.message) (\(error.reason.meaning))",
                remedy: "give the file as Alma wrote it, whole"
            )
        case HoldReason.totalOverflow: refusal(.totalOverflow)
        default: nil
        }
    }
}

extension JudgedFee {
    /// Sent already by other ways; what is no money has nothing that could have been sent.
    fileprivate var endingBeforeStart: FeeEnding {
        if amount != nil { return .skipped(.beforeStart) }
        if case .held(let reason, let message) = verdict { return .held(reason, message) }
        return .held(.noAmount, "")
    }
}
