import AlmaExport
public import BursarModel
import Digests
public import Ledger

/// How a held export that resembles a booked one compares with what is in the ledger, fee by fee.
///
/// For a person who is to say whether it goes on; nothing is booked, and no campus is claimed.
public struct HeldComparison {
    private static let batch = 5000

    private let hub: Hub
    private let ledger: Ledger

    public init(_ hub: Hub, _ ledger: Ledger) {
        self.hub = hub
        self.ledger = ledger
    }

    /// Nil for what has nothing to be compared with, and for what cannot be read any more.
    public func comparison(of id: HeldItemID) throws -> ExportComparison? {
        guard case .export = id, let subject = try ledger.heldSubjects([id]).first ?? nil,
            subject.reason == .nameReused || subject.reason == .exportReused
        else { return nil }
        AlmaExportReader.prepare()
        let archive = ExportArchive(folder: try hub.home.archive(of: id.campus))
        var comparing = Comparing(ledger: ledger, campus: id.campus)
        do {
            _ = try archive.read(subject.source.file) { texts in
                try comparing.take(texts)
                if comparing.waiting.count == HeldComparison.batch { try comparing.compare() }
            }
        } catch is ExportReadError {
            return nil
        } catch HubError.archiveLost {
            return nil
        }
        try comparing.compare()
        return comparing.found
    }
}

private struct Comparing: ~Copyable {
    let ledger: Ledger
    let campus: CampusKey
    var waiting: [(key: String, isDerived: Bool, fingerprint: SHA256Digest)] = []
    var found = ExportComparison()
    private var identity = FeeIdentity(alsoDeriveKeys: false)
    /// How often each derived key came: the ledger numbers equal fees of an export.
    private var places: [String: Int] = [:]

    init(ledger: Ledger, campus: CampusKey) {
        self.ledger = ledger
        self.campus = campus
    }

    mutating func take(_ texts: borrowing FeeTexts) throws {
        var fee = JudgedFee()
        do throws(HoldReason) {
            fee.amount = try FeeJudge.amount(of: texts)
        } catch {
            fee.amount = nil
        }
        identity.identify(texts, amount: fee.amount, into: &fee)
        switch fee.key {
        case .transaction:
            waiting.append((texts.string(.transactionID), false, fee.fingerprint))
        case .derived(let digest):
            let place = (places[digest.hex] ?? 0) + 1
            places[digest.hex] = place
            waiting.append(("\(digest.hex).\(place)", true, fee.fingerprint))
        case .none: found.new += 1
        }
    }

    mutating func compare() throws {
        guard !waiting.isEmpty else { return }
        let compared = try ledger.compare(waiting, at: campus)
        found.new += compared.new
        found.same += compared.same
        found.changed += compared.changed
        waiting.removeAll(keepingCapacity: true)
    }
}
