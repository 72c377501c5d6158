internal import BursarModel
internal import Declarations

/// A value that a format can name, such as `user.id` or `totals.count`.
enum FormatValue: Hashable, Sendable {
    case text(FeeField)
    case feeDate
    case dueDate
    case ordinal
    case amount(AmountValue)
    /// How many fees the record stands for: 1 where the file does not group.
    case groupCount
    case sign
    case term
    case lookup(name: String, column: String)
    case campusKey
    case campusName
    case businessUnit
    case constant(String)
    case runDate
    case runTime
    case runSequence
    /// The number of the output among those of its own file on that business day.
    case fileSequence
    case exportNumber
    case exportFile
    /// The day at the campus on which Alma wrote the export.
    case exportDate
    case jobID
    case lineNumber
    case total(TotalValue)
}

/// The forms in which a fee's amount can be had.
enum AmountValue: String, CaseIterable, Sendable {
    case absolute
    case signed
    /// Absolute, in cents: implied decimals.
    case cents
    case signedCents = "signed_cents"
}

/// What a header or a trailer can say of the records of its file.
enum TotalValue: String, CaseIterable, Sendable {
    case count
    case absolute
    case signed
    case charges
    case credits
    case idHash = "id_hash"
    case absoluteCents = "absolute_cents"
    case signedCents = "signed_cents"
    case chargesCents = "charges_cents"
    case creditsCents = "credits_cents"
}

extension FormatValue {
    /// The column of a lookup that has one value alone.
    static let soleColumn = "value"

    /// All values with a fixed name; the names of lookups and constants are the campus's.
    static let named: [(name: String, value: FormatValue)] = {
        var named: [(String, FormatValue)] = [
            ("user.id", .text(.userValue)), ("user.name", .text(.patronName)),
            ("user.id_type", .text(.userType)), ("fee.type", .text(.feeType)),
            ("fee.date", .feeDate), ("fee.transaction_id", .text(.transactionID)),
            ("fee.library", .text(.libraryCode)), ("fee.comment", .text(.comment)),
            ("fee.ordinal", .ordinal), ("item.title", .text(.itemTitle)),
            ("item.barcode", .text(.barcode)), ("item.call_number", .text(.callNumber)),
            ("item.library", .text(.itemLibrary)), ("item.location", .text(.itemLocation)),
            ("item.due_date", .dueDate), ("amount.as_exported", .text(.sum)), ("sign", .sign),
            ("term", .term), ("campus.key", .campusKey), ("campus.name", .campusName),
            ("campus.business_unit", .businessUnit), ("run.date", .runDate),
            ("run.time", .runTime), ("run.sequence", .runSequence),
            ("file.sequence", .fileSequence),
            ("export.number", .exportNumber), ("export.file", .exportFile),
            ("export.date", .exportDate), ("export.job_id", .jobID), ("line.number", .lineNumber),
            ("group.count", .groupCount),
        ]
        named += AmountValue.allCases.map { ("amount.\($0.rawValue)", .amount($0)) }
        named += TotalValue.allCases.map { ("totals.\($0.rawValue)", .total($0)) }
        return named
    }()

    /// Reads a value's name; one that is none is a finding.
    static func read(_ text: Placed<String>, findings: Findings) -> FormatValue? {
        if let known = named.first(where: { $0.name == text.value }) { return known.value }
        let parts = text.value.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) {
            if parts[0] == "campus", parts.count == 2 { return .constant(String(parts[1])) }
            if parts[0] == "lookup", parts.count <= 3 {
                return .lookup(
                    name: String(parts[1]),
                    column: parts.count == 3 ? String(parts[2]) : soleColumn
                )
            }
        }
        let candidates = named.map(\.name) + ["lookup.NAME", "campus.NAME"]
        findings.error(
            "unknown value `\(quoted(text.value))`",
            at: text.place,
            hint: nearest(text.value, among: candidates)
                ?? "docs/format-language.md lists the values"
        )
        return nil
    }

    /// The name as a format writes it.
    var name: String {
        switch self {
        case .constant(let name): "campus.\(name)"
        case .lookup(let name, FormatValue.soleColumn): "lookup.\(name)"
        case .lookup(let name, let column): "lookup.\(name).\(column)"
        default: FormatValue.named.first { $0.value == self }?.name ?? ""
        }
    }
}

/// What a value is, and so which picture it takes.
enum ValueKind: Sendable {
    case text
    case day
    case timeOfDay
    /// Cents, shown with two decimals.
    case amount
    /// Cents, shown without a point.
    case cents
    case count
}

extension FormatValue {
    var kind: ValueKind {
        switch self {
        case .feeDate, .dueDate, .runDate, .exportDate: .day
        case .runTime: .timeOfDay
        case .ordinal, .runSequence, .fileSequence, .lineNumber, .groupCount: .count
        case .amount(let form):
            switch form {
            case .absolute, .signed: .amount
            case .cents, .signedCents: .cents
            }
        case .total(let total):
            switch total {
            case .count: .count
            case .idHash: .text
            case .absolute, .signed, .charges, .credits: .amount
            case .absoluteCents, .signedCents, .chargesCents, .creditsCents: .cents
            }
        default: .text
        }
    }

    var isSigned: Bool {
        switch self {
        case .amount(.signed), .amount(.signedCents), .total(.signed), .total(.signedCents): true
        default: false
        }
    }

    /// Whether it can only be had from a fee.
    ///
    /// A term is apart: it can follow the run's date.
    var needsFee: Bool {
        switch self {
        case .text, .feeDate, .dueDate, .ordinal, .amount, .groupCount, .sign, .lookup, .lineNumber:
            true
        default: false
        }
    }

    /// Whether it is a number though it is taken as a text, as Alma wrote it or as long as it must be.
    var isNumberAsText: Bool {
        switch self {
        case .text(.sum), .total(.idHash): true
        default: false
        }
    }

    var isTotal: Bool { if case .total = self { true } else { false } }

    var isOfExport: Bool {
        switch self {
        case .exportNumber, .exportFile, .exportDate, .jobID: true
        default: false
        }
    }
}
