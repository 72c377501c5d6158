import BursarModel
import Ledger
import Registry
import SFSFormat

/// Judges fees with one revision of a campus: which file of the format takes them, or why not.
///
/// What a fee is comes first (amount, date, borrower), what the campus wants with it second (rules,
/// ceilings), where it goes last. A doubt about one fee holds that fee and no other.
struct FeeJudge: ~Copyable {
    /// What judging found.
    enum Verdict {
        case accepted(file: Int)
        case held(HoldReason, Message)
        case skipped(SkipReason)
    }

    /// Fees that claim to be older are misread: no campus had Alma, and few had computers.
    private static let firstYear = 1990
    private static let longestTransactionID = 256
    /// A trillion dollars, beyond which a fee counts as one without an amount.
    ///
    /// A few such fees would drive the sum of their export out of 64 bits, and hold the good fees
    /// with them for good.
    private static let mostCents: UInt64 = 100_000_000_000_000

    private let students: BytePattern
    private let largestAmount: Cents
    private let rules: [Condition]
    private let format: CompiledFormat
    private let runDate: CalendarDate
    /// Alma may stand in a zone where it is tomorrow already.
    private let lastDay: CalendarDate
    private var identity: FeeIdentity
    private(set) var oddities = FeeOddities()

    init(
        campus: Campus,
        format: CompiledFormat,
        runDate: CalendarDate,
        alsoDeriveKeys: Bool
    ) {
        students = campus.students
        largestAmount = campus.limits.largestAmount
        rules = campus.skip.map { Condition($0.when) }
        self.format = format
        self.runDate = runDate
        lastDay = runDate.adding(days: 1) ?? runDate
        identity = FeeIdentity(alsoDeriveKeys: alsoDeriveKeys)
    }

    /// Judges one fee; `passing` are the reasons that a person let pass for it.
    mutating func judge(
        _ texts: borrowing FeeTexts,
        passing: Set<HoldReason> = []
    ) -> JudgedFee {
        var judged = JudgedFee()
        let verdict: Verdict
        do throws(HoldReason) {
            let amount = try FeeJudge.amount(of: texts)
            judged.amount = amount
            oddities.note(texts, amount: amount)
            let date = try date(of: texts)
            judged.date = date
            try refuseForeignMoney(texts, amount, passing)
            try refuseImpossibleID(texts)
            let facts = FeeFacts(amount: amount, date: date, borrower: borrower(of: texts))
            judged.facts = facts
            verdict = self.verdict(on: texts, facts)
        } catch {
            verdict = .held(error, detail(of: error, texts))
        }
        judged.verdict = verdict
        identity.identify(texts, amount: judged.amount, into: &judged)
        return judged
    }

    // MARK: What the fee is

    /// The amount, where the fee is one that can be read.
    static func amount(of texts: borrowing FeeTexts) throws(HoldReason) -> Cents {
        try refuseMisreadFields(texts)
        let amount = try Cents(almaSum: texts.arena.span.extracting(texts.range(of: .sum)))
        guard amount.magnitude <= FeeJudge.mostCents else { throw .amountTooLarge }
        return amount
    }

    private static func refuseMisreadFields(_ texts: borrowing FeeTexts) throws(HoldReason) {
        guard texts.doubled.isEmpty else { throw .duplicateField }
        guard texts.overlong.isEmpty,
            texts.range(of: .transactionID).count <= FeeJudge.longestTransactionID
        else { throw .fieldTooLong }
    }

    private func date(of texts: borrowing FeeTexts) throws(HoldReason) -> CalendarDate {
        let date = try CalendarDate(
            almaTransaction: texts.arena.span.extracting(texts.range(of: .transactionDate))
        )
        guard date.year >= FeeJudge.firstYear, date <= lastDay else { throw .badDate }
        return date
    }

    private func refuseForeignMoney(
        _ texts: borrowing FeeTexts,
        _ amount: Cents,
        _ passing: Set<HoldReason>
    ) throws(HoldReason) {
        guard texts.equals(.currency, "USD") else { throw .wrongCurrency }
        guard amount.magnitude <= largestAmount.magnitude else { throw .amountTooLarge }
        // Where a person let it pass, the library was asked: it is the charge that the amount says.
        guard
            amount.value <= 0 || !texts.equals(.feeType, "CREDIT")
                || passing.contains(.creditPositive)
        else { throw .creditPositive }
    }

    /// Empty, all zeros, all nines, or with a character that cannot be seen.
    private func refuseImpossibleID(_ texts: borrowing FeeTexts) throws(HoldReason) {
        let id = texts.arena.span.extracting(texts.range(of: .userValue))
        guard id.count > 0 else { throw .badStudentID }
        var allZeros = true
        var allNines = true
        var isASCII = true
        for index in id.indices {
            allZeros = allZeros && id[index] == UInt8(ascii: "0")
            allNines = allNines && id[index] == UInt8(ascii: "9")
            isASCII = isASCII && id[index] < 0x80 && id[index] >= 0x20 && id[index] != 0x7F
        }
        guard !allZeros, !allNines else { throw .badStudentID }
        if !isASCII, texts.string(.userValue).unicodeScalars.contains(where: Printable.isInvisible)
        {
            throw .badStudentID
        }
    }

    private func borrower(of texts: borrowing FeeTexts) -> Borrower {
        students.matches(texts.arena.span.extracting(texts.range(of: .userValue)))
            ? .student : .other
    }

    // MARK: What becomes of it

    private func verdict(on texts: borrowing FeeTexts, _ facts: FeeFacts) -> Verdict {
        // First: a rule about small amounts is not why a fee of no money is left out.
        guard facts.amount.value != 0 else { return .skipped(.zeroAmount) }
        for rule in rules where rule.matches(texts, facts, runDate: runDate) {
            return .skipped(.rule)
        }
        guard let file = format.fileIndex(for: texts, facts, runDate: runDate) else {
            return .held(.noFile, "")
        }
        return .accepted(file: file)
    }

    /// Words about a hold that help to mend it and give away nothing.
    private func detail(of reason: HoldReason, _ texts: borrowing FeeTexts) -> Message {
        switch reason {
        case .duplicateField: FeeJudge.names(of: texts.doubled)
        case .fieldTooLong: FeeJudge.names(of: texts.overlong)
        default: ""
        }
    }

    private static func names(of fields: FeeFieldSet) -> Message {
        let names = FeeField.allCases.filter(fields.contains)
        return .joined(names.map { "\($0)" }, separator: ", ")
    }
}
