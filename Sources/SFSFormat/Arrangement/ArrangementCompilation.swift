internal import BursarModel
internal import Declarations

/// Binds what a file says of groups and order to a campus.
struct ArrangementCompilation {
    private let file: FileDeclaration
    private let campus: CampusVocabulary
    private let findings: ErrorCounter

    init(_ file: FileDeclaration, for campus: CampusVocabulary, findings: ErrorCounter) {
        self.file = file
        self.campus = campus
        self.findings = findings
    }

    /// Nil where every fee has its record, in the order in which it came.
    var arrangement: Arrangement? {
        guard file.group != nil || !file.sort.isEmpty else { return nil }
        checkCampus()
        let declared =
            file.sort.isEmpty
            ? [SortKey(source: .text(.userValue), isDescending: false)]
            : file.sort.compactMap(key)
        return Arrangement(
            group: file.group?.value ?? .none,
            keys: declared,
            terms: campus.terms,
            termDate: campus.termDate,
            texts: texts
        )
    }

    // MARK: What differs within a group is told by the campus too

    private func checkCampus() {
        guard let group = file.group?.value else { return }
        for field in file.fields {
            for value in field.values { check(value, in: group, at: field.place) }
        }
        for key in file.sort { check(key.value.value, in: group, at: key.value.place) }
    }

    private func check(_ value: FormatValue, in group: FileGroup, at place: Place) {
        switch value {
        case .term:
            guard campus.termDate == .feeDate else { return }
            findings.error(
                "the fees of a group differ in `term`, which campus `\(campus.key)` has by the fee's date",
                at: place,
                hint: "only with `term_date: run.date` in the campus file it is one for the group"
            )
        case .lookup(let name, _):
            guard let table = campus.lookups[name] else { return }  // said where it is shown
            for (key, keyName) in zip(table.keys, table.keyNames) {
                guard case .text(let field) = key, !group.fixes(field) else { continue }
                findings.error(
                    "the fees of a group differ in `\(quoted(value.name))`, which campus `\(campus.key)` looks up by `\(Printable(keyName))`",
                    at: place,
                    hint: field == .feeType
                        ? "write `group: user+fee.type`"
                        : "leave it out, or leave `group` out: then each fee has its record"
                )
            }
        default: return
        }
    }

    // MARK: Keys

    private func key(_ declared: SortDeclaration) -> SortKey? {
        source(of: declared.value).map {
            SortKey(source: $0, isDescending: declared.order == .descending)
        }
    }

    private func source(of value: Placed<FormatValue>) -> SortKey.Source? {
        switch value.value {
        case .text(.sum): return .signedAmount  // as Alma printed it, 9 stands behind 10
        case .text(let field): return .text(field)
        case .feeDate: return .day(.fee)
        case .dueDate: return .day(.due)
        case .exportDate: return .day(.export)
        case .ordinal: return .ordinal
        case .amount(.absolute), .amount(.cents): return .absoluteAmount
        case .amount(.signed), .amount(.signedCents): return .signedAmount
        case .sign: return .sign
        case .exportNumber: return .exportNumber
        case .exportFile: return .exportFile
        case .jobID: return .jobID
        case .term:
            if campus.terms == nil {
                findings.error(
                    "campus `\(campus.key)` declares no terms, and the file is sorted by them",
                    at: value.place,
                    hint: "give the campus file `terms` or `term_rule`"
                )
            }
            return .term
        case .lookup(let name, let column):
            return lookup(name, column: column, at: value.place)
        case .groupCount, .lineNumber, .total, .campusKey, .campusName, .businessUnit, .constant,
            .runDate, .runTime, .runSequence, .fileSequence:
            return nil  // refused already, by the check of the format
        }
    }

    private func lookup(_ name: String, column: String, at place: Place) -> SortKey.Source? {
        guard let table = campus.lookups[name] else {
            findings.error(
                "campus `\(campus.key)` has no lookup `\(quoted(name))`",
                at: place,
                hint: nearest(name, among: campus.lookups.keys.sorted())
                    ?? "add it to `lookups` in the campus file"
            )
            return nil
        }
        guard let index = table.columns.firstIndex(of: column) else {
            findings.error(
                "lookup `\(quoted(name))` of campus `\(campus.key)` has no column `\(quoted(column))`",
                at: place,
                hint: nearest(column, among: table.columns)
                    ?? "its columns are \(Message.joined(table.columns.map { "\(Printable($0))" }, separator: ", "))"
            )
            return nil
        }
        return .lookup(RecordProgram.Lookup(name: name, table: table), column: index)
    }

    // MARK: What of a fee is kept until its record's turn

    /// The texts that a record can show or ask for; the keys are made while the fee is there.
    private var texts: [FeeField] {
        var fields: Set<FeeField> = []
        for field in file.fields {
            for value in field.values { fields.formUnion(texts(of: value)) }
            let conditions =
                field.branches.compactMap(\.condition) + [field.onlyWhen].compactMap(\.self)
            for condition in conditions { fields.formUnion(condition.askedTexts) }
        }
        return FeeField.allCases.filter(fields.contains)
    }

    private func texts(of value: FormatValue) -> [FeeField] {
        switch value {
        case .text(let field): [field]
        case .dueDate: [.dueDate]
        case .lookup(let name, _):
            campus.lookups[name]?.keys.compactMap { key in
                if case .text(let field) = key { field } else { nil }
            } ?? []
        case .feeDate, .ordinal, .amount, .groupCount, .sign, .term, .campusKey, .campusName,
            .businessUnit, .constant, .runDate, .runTime, .runSequence, .fileSequence,
            .exportNumber, .exportFile, .exportDate, .jobID, .lineNumber, .total:
            []
        }
    }
}
