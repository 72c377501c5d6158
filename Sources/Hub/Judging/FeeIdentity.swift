import BursarModel
import Digests
import Ledger

/// Finds what makes a fee the same fee when it comes again: its key and its fingerprint.
///
/// Digests are taken over length-prefixed texts, so that no two different fees can run together to
/// the same bytes. One buffer and one hasher serve a million fees.
struct FeeIdentity: ~Copyable {
    static let nothing = SHA256Digest(of: "")

    private let alsoDeriveKeys: Bool
    private var message: [UInt8] = []
    private var hasher = SHA256Hasher()

    init(alsoDeriveKeys: Bool) {
        self.alsoDeriveKeys = alsoDeriveKeys
        message.reserveCapacity(1024)
    }

    mutating func identify(
        _ texts: borrowing FeeTexts,
        amount: Cents?,
        into fee: inout JudgedFee
    ) {
        fee.fingerprint = fingerprint(of: texts, amount)
        if texts.isEmpty(.transactionID) {
            fee.key = .derived(derivedKey(of: texts, amount))
        } else if texts.overlong.contains(.transactionID)
            || texts.range(of: .transactionID).count > 256
        {
            fee.key = .none
        } else {
            fee.key = .transaction
            fee.derivedBeside = alsoDeriveKeys ? derivedKey(of: texts, amount) : nil
        }
    }

    /// Over all fields that mean money.
    private mutating func fingerprint(
        of texts: borrowing FeeTexts,
        _ amount: Cents?
    ) -> SHA256Digest {
        message.removeAll(keepingCapacity: true)
        appendUser(texts)
        append(texts, .feeType)
        append(texts, amount)
        append(texts, .currency)
        append(texts, .transactionDate)
        append(texts, .libraryCode)
        return digest()
    }

    /// The export's number and the title stay out: that lets a repeated export be recognised.
    private mutating func derivedKey(
        of texts: borrowing FeeTexts,
        _ amount: Cents?
    ) -> SHA256Digest {
        message.removeAll(keepingCapacity: true)
        append(texts, .ownerInstitution)
        appendUser(texts)
        append(texts, .feeType)
        append(texts, amount)
        append(texts, .currency)
        append(texts, .transactionDate)
        append(texts, .barcode)
        return digest()
    }

    /// Alma compares user names without case, and all other identifiers with it.
    private mutating func appendUser(_ texts: borrowing FeeTexts) {
        append(texts, .userType)
        let start = message.count + 4
        append(texts, .userValue)
        guard texts.equals(.userType, "userName") else { return }
        for index in start..<message.count
        where (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(message[index]) {
            message[index] |= 0x20
        }
    }

    /// Cents where there are any; else the text that could not be read as an amount.
    private mutating func append(_ texts: borrowing FeeTexts, _ amount: Cents?) {
        guard let amount else { return append(texts, .sum) }
        appendLength(8)
        let bits = UInt64(bitPattern: amount.value)
        for shift in stride(from: 56, through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
    }

    private mutating func append(_ texts: borrowing FeeTexts, _ field: FeeField) {
        let range = texts.range(of: field)
        appendLength(range.count)
        message.append(contentsOf: texts.arena[range])
    }

    private mutating func appendLength(_ count: Int) {
        for shift in [24, 16, 8, 0] { message.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }

    private mutating func digest() -> SHA256Digest {
        hasher.update(message)
        return hasher.finalize()
    }
}
