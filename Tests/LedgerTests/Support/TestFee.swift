import BursarModel
import Digests
import Ledger

/// A fee as judging leaves it, on its way into the ledger: synthetic, and small.
struct TestFee {
    /// Nil: Alma gave it no transaction id.
    var id: String?
    /// Nil: an amount that cannot be read.
    var cents: Int64? = 1250
    var user = "900000001"
    var type = "OVERDUEFINE"
    var library = "MAIN"
    var date = CalendarDate(iso: "2026-11-20")
    var ending = Ending.line(0)
    /// False: its id is too long to be one.
    var hasKey = true

    enum Ending {
        /// To this target of the draft.
        case line(Int)
        case held(HoldReason)
        case skipped(SkipReason)
    }

    static func charge(_ id: String?, _ cents: Int64? = 1250) -> TestFee {
        TestFee(id: id, cents: cents)
    }

    static func held(_ id: String?, _ reason: HoldReason = .noItemType) -> TestFee {
        TestFee(id: id, ending: .held(reason))
    }

    static func skipped(_ id: String?) -> TestFee {
        TestFee(id: id, ending: .skipped(.rule))
    }

    var amount: Cents? { cents.map { Cents($0) } }

    /// Over all fields that mean money.
    var fingerprint: SHA256Digest {
        SHA256Digest(of: "\(user)|\(type)|\(cents ?? -1)|\(date?.iso ?? "")|\(library)")
    }

    /// What stands for the transaction id where there is none.
    var derivedKey: SHA256Digest {
        SHA256Digest(of: "\(user)|\(type)|\(cents ?? -1)|\(date?.iso ?? "")")
    }

    func texts(ordinal: Int64) -> FeeTexts {
        var texts = FeeTexts()
        texts.ordinal = ordinal
        texts.line = 10 + ordinal * 20
        let values: [(FeeField, String)] = [
            (.userValue, user), (.feeType, type), (.libraryCode, library),
            (.transactionID, id ?? ""),
        ]
        for (field, value) in values {
            let start = texts.arena.count
            texts.arena += Array(value.utf8)
            texts.ranges[field.rawValue] = start..<texts.arena.count
        }
        return texts
    }
}
