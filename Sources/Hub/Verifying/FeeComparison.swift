import BursarModel
import Digests
import Ledger

/// Compares the fees of an archived export with what the ledger has of them, one by one.
///
/// Both come in the order of the export, so nothing is remembered but the sums.
struct FeeComparison: ~Copyable {
    private let cursor: BookedFeeCursor
    private var judge: FeeJudge
    private let found: (VerifyKind, Message) -> Void
    /// What the fees come to where they are now, and where they were booked.
    private(set) var books = Books.zero
    private(set) var booked = Books.zero

    init(
        _ cursor: BookedFeeCursor,
        judge: consuming FeeJudge,
        found: @escaping (VerifyKind, Message) -> Void
    ) {
        self.cursor = cursor
        self.judge = judge
        self.found = found
    }

    mutating func take(_ texts: borrowing FeeTexts) throws {
        try skip(before: texts.ordinal)
        guard let row = try cursor.peek(), row.ordinal == texts.ordinal else {
            return found(
                .feeMissing,
                "fee \(texts.ordinal) (line \(texts.line)) is not in the ledger"
            )
        }
        let fee = judge.judge(texts)
        compare(fee, texts, row)
        try count(fee, row)
        cursor.advance()
    }

    /// What is left in the ledger behind the last fee is of no fee.
    mutating func end() throws { try skip(before: .max) }

    private func skip(before ordinal: Int64) throws {
        while let row = try cursor.peek(), row.ordinal < ordinal {
            found(
                .feeUnknown,
                "the ledger has a fee \(row.ordinal) that the export does not have, or has it twice"
            )
            cursor.advance()
        }
    }

    // MARK: One fee

    private func compare(_ fee: JudgedFee, _ texts: borrowing FeeTexts, _ row: BookedFee) {
        func differs(_ what: StaticString) {
            found(
                .feeDiffers,
                "fee \(texts.ordinal) (line \(texts.line)): \(Printable(what.description))"
            )
        }
        if row.line != texts.line { differs("the ledger has another line") }
        if !row.repeatsPurged, !isSameKey(fee, texts, row) { differs("the ledger has another key") }
        if row.isTwice { differs("the ledger has it as booked and as a repetition") }
        if let held = row.heldFingerprint, held != fee.fingerprint {
            differs("the ledger has it waiting with another fingerprint")
        }
        if row.booked == .held, row.bookedFingerprint == nil {
            // Without a usable key it reserves none, and only waits.
        } else if row.repeatsPurged {
            // Nobody can tell any more what the charge was; that it was there, the mark tells.
        } else if row.bookedFingerprint == nil {
            differs("it repeats a charge that the ledger does not have")
        } else if row.bookedFingerprint != fee.fingerprint {
            differs("the ledger has another fingerprint")
        }
        // An amount that could not be read then may be read now, until the fee is settled.
        for cents in [row.bookedFingerprint == nil ? nil : row.bookedCents, row.heldCents]
        where cents != nil && cents != fee.amount?.value {
            differs("the ledger has other cents")
        }
        if row.now != .held, !row.repeatsPurged, row.bookedCents == nil, row.heldCents == nil {
            differs("the ledger has no amount for it")
        }
        compareTexts(fee, texts, row, differs)
        comparePlaces(row, texts)
    }

    /// What a repetition's own row does not have is that of its charge.
    private func compareTexts(
        _ fee: JudgedFee,
        _ texts: borrowing FeeTexts,
        _ row: BookedFee,
        _ differs: (StaticString) -> Void
    ) {
        guard let feeType = row.feeType else { return }
        if feeType != (texts.overlong.contains(.feeType) ? "" : texts.string(.feeType)) {
            differs("the ledger has another fee type")
        }
        if row.library != FeeComparison.text(.libraryCode, of: texts) {
            differs("the ledger has another library")
        }
        // Cleared once its time of keeping is over.
        if let student = row.studentID, student != FeeComparison.text(.userValue, of: texts) {
            differs("the ledger has another borrower")
        }
        if let date = row.date, date != fee.date { differs("the ledger has another date") }
    }

    private func comparePlaces(_ row: BookedFee, _ texts: borrowing FeeTexts) {
        if row.now == .held, !row.isHeld {
            found(
                .feeNotWaiting,
                "fee \(texts.ordinal) (line \(texts.line)) counts as held and waits nowhere"
            )
        }
        let isSent = row.now == .written || row.now == .diverted
        if isSent, row.places == 0 {
            found(
                .feeInNoOutput,
                "fee \(texts.ordinal) (line \(texts.line)) counts as \(Printable(row.now.rawValue)) and stands in no output"
            )
        }
        if row.places > (isSent ? 1 : 0) {
            found(
                .feeInTwoOutputs,
                "fee \(texts.ordinal) (line \(texts.line)) counts as \(Printable(row.now.rawValue)) and stands in \(row.places) outputs"
            )
        }
    }

    private func isSameKey(
        _ fee: JudgedFee,
        _ texts: borrowing FeeTexts,
        _ row: BookedFee
    ) -> Bool {
        switch fee.key {
        case .transaction: row.kind == "btx" && row.id == texts.string(.transactionID)
        // Behind it stands which of the equal fees of its export it is.
        case .derived(let digest): row.kind == "drv" && row.id?.hasPrefix("\(digest).") == true
        case .none: row.kind == nil && row.id == nil
        }
    }

    private static func text(_ field: FeeField, of texts: borrowing FeeTexts) -> String? {
        texts.isEmpty(field) || texts.overlong.contains(field) ? nil : texts.string(field)
    }

    private mutating func count(_ fee: JudgedFee, _ row: BookedFee) throws {
        // What could not be read when it was booked counts as a fee of no cents.
        let now = row.isHeld ? row.heldCents : row.bookedCents
        let amount = now == nil && !row.repeatsPurged ? nil : fee.amount
        try books.read.add(amount)
        try books[row.now].add(amount)
        // One that has no charge of its own was booked with the amount that it waits with.
        let then = row.bookedFingerprint == nil ? row.heldCents : row.bookedCents
        let before = then == nil && !row.repeatsPurged ? nil : fee.amount
        try booked.read.add(before)
        try booked[row.booked].add(before)
    }
}
