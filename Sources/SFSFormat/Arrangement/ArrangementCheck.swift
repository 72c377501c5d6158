internal import BursarModel
internal import Declarations

/// Judges `group`, `sort` and `unique` of a file, as far as that needs no campus.
struct ArrangementCheck {
    let file: FileDeclaration
    let findings: Findings

    func check() {
        checkSort()
        checkUnique()
        guard let group = file.group?.value else { return }
        for field in file.fields where field.isSound { check(field, in: group) }
    }

    /// Whether all fees of the file come of one export, because its name or its ends name it.
    private var isOfOneExport: Bool {
        ([file.header, file.trailer].compactMap(\.self).flatMap(\.self).flatMap(\.values)
            + file.name.values).contains(where: \.isOfExport)
    }

    private func checkSort() {
        for key in file.sort {
            let value = key.value.value
            guard value.orders else {
                findings.error(
                    "a file cannot be sorted by `\(quoted(value.name))`",
                    at: key.value.place,
                    hint:
                        "sort by user., fee., item., amount., lookup. or export. values, by sign or by term"
                )
                continue
            }
            guard let group = file.group?.value else { continue }
            if case .amount = value {
                findings.error(
                    "a file of groups cannot be sorted by `\(quoted(value.name))`",
                    at: key.value.place,
                    hint: "sort by user. values, by sign or by term, or leave `group` out"
                )
            } else {
                checkIsOne(value, in: group, "be sorted by", at: key.value.place)
            }
        }
        var seen: Set<FormatValue> = []
        for key in file.sort where !seen.insert(key.value.value).inserted {
            findings.warning(
                "`\(quoted(key.value.value.name))` stands twice in `sort`",
                at: key.value.place,
                hint: "only the first counts"
            )
        }
    }

    private func check(_ field: FieldDeclaration, in group: FileGroup) {
        for value in field.values { checkIsOne(value, in: group, "show", at: field.place) }
        let conditions =
            field.branches.compactMap(\.condition) + [field.onlyWhen].compactMap(\.self)
        for condition in conditions {
            for asked in condition.askedThatDiffers(within: group) {
                findings.error(
                    "a record of a group cannot depend on `\(Printable(asked))`, in which its fees differ",
                    at: condition.place,
                    hint: asked == "fee.type"
                        ? "write `group: user+fee.type`, or leave the condition out"
                        : "leave the condition, or `group`, out"
                )
            }
        }
    }

    private func checkIsOne(
        _ value: FormatValue,
        in group: FileGroup,
        _ act: Message,
        at place: Place
    ) {
        guard value.differs(within: group, ofOneExport: isOfOneExport) else { return }
        let hint: Message =
            switch value {
            case .text(.feeType): "write `group: user+fee.type`"
            case .text(.sum): "the sum of a group is amount.absolute or amount.signed"
            case .exportNumber, .exportFile, .exportDate, .jobID:
                "name the export in the file's name too, which makes a file of each export"
            default: "leave it out, or leave `group` out: then each fee has its record"
            }
        findings.error(
            "a record of a group cannot \(act) `\(quoted(value.name))`, in which its fees differ",
            at: place,
            hint: hint
        )
    }

    private func checkUnique() {
        for field in [file.header, file.trailer].compactMap(\.self).flatMap(\.self) {
            guard let unique = field.isUnique else { continue }
            findings.error(
                "`unique` compares the records of fees",
                at: unique.place,
                hint: "leave it out of a header and a trailer"
            )
        }
        for field in file.fields {
            guard let unique = field.isUnique, unique.value, field.isSound else { continue }
            if let group = file.group {
                findings.error(
                    "`unique` compares fees, but the file groups them in line \(group.place.line)",
                    at: unique.place,
                    hint: "leave one of the two out"
                )
            } else if !field.values.contains(where: { $0.needsFee || $0 == .term }) {
                findings.error(
                    "the field is the same in every record, so all but one would be held",
                    at: unique.place,
                    hint: "let it show a value of the fee, or leave `unique` out"
                )
            }
        }
    }
}
