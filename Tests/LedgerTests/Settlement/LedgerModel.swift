import BursarModel
import Digests
import Ledger

/// What guarantee 2.1 says of fees that come and come again, in a few lines of Swift.
///
/// It shares no code with the SQL that it is compared with.
struct LedgerModel {
    struct Key: Hashable {
        var kind: String
        var id: String
    }

    private var fingerprints: [Key: String] = [:]
    private var hasDerived = false

    /// Where the fees of a run's exports must end: `export:ordinal bucket reason target:record`.
    mutating func run(
        _ exports: [(number: Int, export: TestExport)],
        _ ceiling: HoldCeiling
    ) -> [String] {
        let hadDerived = hasDerived
        var lines: [Int: Int] = [:]
        var endings: [String] = []
        for (number, export) in exports {
            let before = fingerprints
            let judged = judge(export, hadDerived: hadDerived)
            let held = judged.filter { $0.bucket == "held" }.count
            if ceiling.isExceeded(held: Int64(held), of: Int64(judged.count)) {
                fingerprints = before
                endings.append("\(number) too_many_held")
                continue
            }
            if export.fees.contains(where: { $0.id == nil }) { hasDerived = true }
            for (index, fee) in judged.enumerated() {
                var place = "-"
                if let target = fee.target {
                    lines[target, default: 0] += 1
                    place = "\(target):\(lines[target, default: 0])"
                }
                endings.append("\(number):\(index + 1) \(fee.bucket) \(fee.reason ?? "-") \(place)")
            }
        }
        return endings
    }

    private struct Judged {
        var bucket: String
        var reason: String?
        var target: Int?
    }

    private mutating func judge(_ export: TestExport, hadDerived: Bool) -> [Judged] {
        var places: [String: Int] = [:]
        let keys = export.fees.map { fee -> (own: Key, beside: Key) in
            let derived = "\(fee.derivedKey.hex)"
            places[derived, default: 0] += 1
            // Only where the campus had derived charges are keys of fees with an id looked at.
            if fee.id != nil, !hadDerived { places[derived, default: 0] -= 1 }
            let beside = Key(kind: "drv", id: "\(derived).\(places[derived, default: 0])")
            return (fee.id.map { Key(kind: "btx", id: $0) } ?? beside, beside)
        }
        let known = fingerprints
        var versions: [Key: Set<String>] = [:]
        for (key, fee) in zip(keys, export.fees) {
            versions[key.own, default: []].insert(fee.fingerprint.hex)
        }
        return zip(keys, export.fees).map { key, fee in
            let print = fee.fingerprint.hex
            if versions[key.own, default: []].count > 1 {
                if fingerprints[key.own] == nil { fingerprints[key.own] = print }
                return Judged(bucket: "held", reason: "changed")
            }
            if let first = known[key.own] {
                if key.own.kind == "drv" {
                    return Judged(bucket: "held", reason: "suspected_duplicate")
                }
                return first == print
                    ? Judged(bucket: "duplicate") : Judged(bucket: "held", reason: "changed")
            }
            if fingerprints[key.own] != nil { return Judged(bucket: "duplicate") }
            fingerprints[key.own] = print
            if hadDerived, key.own.kind == "btx", known[key.beside] != nil {
                return Judged(bucket: "held", reason: "suspected_duplicate")
            }
            return switch fee.ending {
            case .line(let target):
                Judged(bucket: target.isMultiple(of: 2) ? "written" : "diverted", target: target)
            case .held(let reason): Judged(bucket: "held", reason: reason.rawValue)
            case .skipped(let reason): Judged(bucket: "skipped", reason: reason.rawValue)
            }
        }
    }
}
