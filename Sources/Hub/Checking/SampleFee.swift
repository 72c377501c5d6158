import BursarModel
import Digests
import Ledger

/// A fee of the export that is checked, as judging left it and settling finds it.
struct SampleFee {
    let ordinal: Int64
    let line: Int64
    /// Nil where Alma gave none, and where it is too long to be one.
    let transactionID: String?
    let key: ChargeKey
    let fingerprint: SHA256Digest
    let amount: Cents?
    let feeType: String
    var ending: FeeEnding
    /// The fee of the export that it repeats.
    var repeated: Int64?

    /// The field for which its record cannot be made.
    private let refused: Message?

    init(
        _ texts: borrowing FeeTexts,
        _ judged: JudgedFee,
        ending: FeeEnding,
        refused: Message? = nil
    ) {
        self.refused = refused
        ordinal = texts.ordinal
        line = texts.line
        key = judged.key
        transactionID = judged.key == .transaction ? texts.string(.transactionID) : nil
        fingerprint = judged.fingerprint
        amount = judged.amount
        // A type that is too long to be one is held; its beginning would only mislead.
        feeType = texts.overlong.contains(.feeType) ? "" : texts.string(.feeType)
        self.ending = ending
    }

    var bucket: Bucket { repeated == nil ? ending.bucket : .duplicate }

    /// The output under way that it stands in; nil where it stands in none.
    var target: Int? {
        guard repeated == nil, case .line(let target, _, _) = ending else { return nil }
        return target
    }

    /// As a person sees it, with what became of it.
    var shown: CheckedFee {
        var shown = CheckedFee(
            ordinal: ordinal,
            line: line,
            transactionID: transactionID,
            feeType: feeType,
            amountCents: amount?.value,
            sameAs: repeated
        )
        guard repeated == nil else { return shown }
        switch ending {
        case .line: break
        case .held(let reason, let message):
            shown.reason = reason.rawValue
            shown.message = message.text.isEmpty ? refused?.text ?? "" : message.text
            shown.remedy = reason.remedy.text
        case .skipped(let reason): shown.reason = reason.rawValue
        }
        return shown
    }
}
