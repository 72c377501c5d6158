internal import BursarModel
internal import Declarations

/// Judges a format as a whole: its files beside each other, and each of its records.
struct FormatCheck {
    /// Files are compared with each other, and each has its fields compiled for it.
    private static let mostFiles = 100
    private static let mostFields = 1000

    let findings: Findings

    func check(_ format: FormatDeclaration) {
        guard isOfUsualSize(format) else { return }
        for (index, file) in format.files.enumerated() {
            checkReach(of: file, behind: format.files[..<index])
            checkName(of: file, behind: format.files[..<index])
            checkSigns(in: file)
            checkEnds(of: file)
            LayoutCheck(file: file, part: .detail, findings: findings).check(file.fields)
            if let header = file.header {
                LayoutCheck(file: file, part: .header, findings: findings).check(header)
            }
            if let trailer = file.trailer {
                LayoutCheck(file: file, part: .trailer, findings: findings).check(trailer)
            }
        }
    }

    private func isOfUsualSize(_ format: FormatDeclaration) -> Bool {
        if format.files.count > FormatCheck.mostFiles {
            findings.error(
                "a format has at most \(FormatCheck.mostFiles) files",
                at: format.files[FormatCheck.mostFiles].place
            )
            return false
        }
        let lists = format.files.flatMap { [$0.header ?? [], $0.fields, $0.trailer ?? []] }
        for fields in lists where fields.count > FormatCheck.mostFields {
            findings.error(
                "a record has at most \(FormatCheck.mostFields) fields",
                at: fields[FormatCheck.mostFields].place
            )
            return false
        }
        return true
    }

    /// Every fee goes to the first file whose `when` it meets, so a later one can be out of reach.
    private func checkReach(
        of file: FileDeclaration,
        behind earlier: ArraySlice<FileDeclaration>
    ) {
        for other in earlier {
            guard let condition = other.condition else {
                findings.error(
                    "no fee ever reaches this file",
                    at: file.place,
                    hint: "the file in line \(other.place.line) has no `when` and takes them all"
                )
                return
            }
            if let own = file.condition, condition.covers(own) {
                findings.error(
                    "no fee ever reaches this file",
                    at: own.place,
                    hint: "the file in line \(other.place.line) takes what it asks for"
                )
                return
            }
        }
    }

    private func checkName(
        of file: FileDeclaration,
        behind earlier: ArraySlice<FileDeclaration>
    ) {
        let name = file.name
        if let other = earlier.first(where: { $0.name.parts == name.parts }) {
            findings.error(
                "two files have the same name",
                at: name.source.place,
                hint: "the other stands in line \(other.place.line)"
            )
        }
        for value in name.values where value.needsFee || value.isTotal || value == .term {
            findings.error(
                "`\(quoted(value.name))` cannot stand in a name",
                at: name.source.place,
                hint: "a name is made of campus., run. and export. values"
            )
        }
        OutputName.check(name, findings: findings)
    }

    /// A group of PeopleSoft holds charges or credits, never both.
    ///
    /// Source: docs/sfs-layouts.md, the delivered loader.
    private func checkSigns(in file: FileDeclaration) {
        guard file.kind == .sfs, file.condition?.fixesSign != true,
            !file.fields.contains(where: \.showsSign)
        else { return }
        findings.warning(
            "charges and credits stand in one file, and no field tells them apart",
            at: file.place,
            hint: "give the file `when: {sign: charge}`, or a field that depends on `sign`"
        )
    }

    private func checkEnds(of file: FileDeclaration) {
        if file.exists == .sequence, !file.name.values.contains(.runSequence) {
            findings.error(
                "`exists: sequence` needs a number in the name",
                at: file.name.source.place,
                hint: "such as {run.sequence:00}"
            )
        }
        if file.empty == .header, file.header == nil, file.trailer == nil,
            file.record.heading?.value != true
        {
            findings.warning(
                "`empty: header` without a header writes a file without bytes",
                at: file.place,
                hint: "write `empty: empty` if that is meant"
            )
        }
    }
}
