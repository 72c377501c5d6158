internal import BursarModel
internal import Declarations

/// Judges whether a file can do what it says of an outbox that still holds a file of its name.
struct ExistsCheck {
    let file: FileDeclaration
    let findings: Findings

    func check() {
        switch file.exists {
        case .wait: return
        case .sequence: checkSequence()
        case .replace: checkReplace()
        }
    }

    /// The bytes are fixed before it is known which number the name ends up with.
    private func checkSequence() {
        // A name that could not be read has no parts, and was spoken of.
        if !file.name.parts.isEmpty, !file.name.values.contains(where: numbers.contains) {
            findings.error(
                "`exists: sequence` needs a number in the name",
                at: file.name.source.place,
                hint: "such as {run.sequence:00} or {file.sequence:00}"
            )
        }
        for field in fields {
            guard let number = numbers.first(where: field.values.contains) else { continue }
            findings.error(
                "with `exists: sequence` only the name can show `\(quoted(number.name))`",
                at: field.place,
                hint:
                    "the name may get another number later; leave the field out, or write `exists: wait`"
            )
        }
    }

    /// Fees of the earlier file and of the later must be able to stand in one.
    private func checkReplace() {
        if let number = numbers.first(where: file.name.values.contains) {
            findings.warning(
                "`exists: replace` finds no earlier file: `\(quoted(number.name))` makes every name a new one",
                at: file.name.source.place,
                hint: "leave the number out of the name, or write `exists: sequence`"
            )
        }
        let around = [file.header, file.trailer].compactMap(\.self).flatMap(\.self)
        let named = file.name.values.contains(where: \.isOfExport)
        let shown = around.first { $0.values.contains(where: \.isOfExport) }
        guard named || shown != nil else { return }
        findings.error(
            "`exists: replace` cannot join files that name their export",
            at: named ? file.name.source.place : shown?.place ?? file.place,
            hint: "leave `export.` values out of name, header and trailer, or write `exists: wait`"
        )
    }

    /// What a further name can be made with; both are drawn anew then.
    private var numbers: [FormatValue] { [.runSequence, .fileSequence] }

    private var fields: [FieldDeclaration] {
        file.fields + [file.header, file.trailer].compactMap(\.self).flatMap(\.self)
    }
}
