import BursarModel
import Ledger

/// Counts and numbers lines as a hub does while it reads, and stages the fees.
struct DraftBuilder {
    private let staging: FeeStaging
    private var nextExport: Int
    private let alsoDeriveKeys: Bool
    private(set) var draft = SettlementDraft()

    init(_ staging: FeeStaging, firstExport: Int, alsoDeriveKeys: Bool = false) {
        self.staging = staging
        self.alsoDeriveKeys = alsoDeriveKeys
        nextExport = firstExport
    }

    /// A held fee of an earlier export that now passes.
    mutating func release(_ held: Int, _ amount: Cents, to number: Int) throws {
        let record = try count(amount, in: number)
        try draft.targets[number]?.released.add(amount)
        draft.releases.append(SettlementDraft.Release(held: held, target: number, record: record))
    }

    mutating func read(_ export: TestExport) throws {
        let number = export.knownAs ?? nextExport
        if export.knownAs == nil { nextExport += 1 }
        var books = Books.zero
        var derivedFees: Int64 = 0
        try staging.begin()
        for (index, fee) in export.fees.enumerated() {
            let texts = fee.texts(ordinal: Int64(index + 1))
            let ending: FeeEnding =
                switch fee.ending {
                case .line(let target):
                    .line(
                        target: target,
                        record: try count(fee.amount, in: target),
                        kind: DraftBuilder.kind(of: target)
                    )
                case .held(let reason): .held(reason, "why")
                case .skipped(let reason): .skipped(reason)
                }
            try books.read.add(fee.amount)
            try books[ending.bucket].add(fee.amount)
            var key = ChargeKey.none
            if fee.id == nil {
                key = .derived(fee.derivedKey)
                derivedFees += 1
            } else if fee.hasKey {
                key = .transaction
            }
            try staging.add(
                texts,
                StagedFee(
                    export: number,
                    key: key,
                    derivedBeside: fee.id != nil && alsoDeriveKeys ? fee.derivedKey : nil,
                    fingerprint: fee.fingerprint,
                    amount: fee.amount,
                    date: fee.date,
                    ending: ending
                )
            )
        }
        try staging.end()
        draft.read.append(
            SettlementDraft.ReadExport(
                export: number,
                file: export.file,
                exportNumber: export.exportNumber,
                isKnown: export.knownAs != nil,
                isReleased: export.isReleased,
                books: books,
                derivedFees: derivedFees
            )
        )
    }

    /// Odd targets are for another office.
    static func kind(of target: Int) -> OutputKind { target.isMultiple(of: 2) ? .sfs : .other }

    /// The number of the line among those of its target.
    private mutating func count(_ amount: Cents?, in number: Int) throws -> Int64 {
        while draft.targets.count <= number { draft.targets.append(nil) }
        var target =
            draft.targets[number]
            ?? SettlementDraft.Target(
                format: "humboldt-sf",
                file: number,
                kind: DraftBuilder.kind(of: number),
                export: nil,
                lines: .zero,
                released: .zero,
                isIntact: true,
                isWrittenEmpty: false
            )
        try target.lines.add(amount)
        draft.targets[number] = target
        return target.lines.count
    }
}
