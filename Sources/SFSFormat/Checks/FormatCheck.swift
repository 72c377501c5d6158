internal import BursarModel
internal import Declarations

/// Judges a format as a whole: its files beside each other, and each of its records.
struct FormatCheck {
    /// Files are compared with each other, and each has its fields compiled for it.
    private static let mostFiles = 100
    private static let mostFields = 1000

    let findings: Findings

    /// `mapping` is the whole format, for findings that no single file is the place of.
    ///
    /// - Returns: what was said of fees that no file takes.
    func check(_ format: FormatDeclaration, in mapping: Mapping) -> Diagnostic? {
        guard isOfUsualSize(format) else { return nil }
        let reach = ReachCheck(format.files, findings: findings)
        let untaken = reach.check(at: mapping.place(of: "files"))
        for (index, file) in format.files.enumerated() {
            checkName(of: file, behind: format.files[..<index])
            checkNameWithinDay(of: file, among: format.files)
            checkSigns(in: file)
            checkEnds(of: file)
            ArrangementCheck(file: file, findings: findings).check()
            LayoutCheck(file: file, part: .detail, findings: findings).check(file.fields)
            if let header = file.header {
                LayoutCheck(file: file, part: .header, findings: findings).check(header)
            }
            if let trailer = file.trailer {
                LayoutCheck(file: file, part: .trailer, findings: findings).check(trailer)
            }
        }
        return untaken
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

    private func checkName(
        of file: FileDeclaration,
        behind earlier: ArraySlice<FileDeclaration>
    ) {
        let name = file.name
        guard !name.parts.isEmpty || file.isSound else { return }  // it could not be read
        if let other = earlier.first(where: { $0.name.parts == name.parts }) {
            findings.error(
                "two files have the same name",
                at: name.source.place,
                hint: "the other stands in line \(other.place.line)"
            )
        }
        for (value, place) in name.placedValues
        where value.needsFee || value.isTotal || value == .term {
            findings.error(
                "`\(quoted(value.name))` cannot stand in a name",
                at: place,
                hint: "a name is made of campus., run., file. and export. values"
            )
        }
        checkRepeatedName(of: file)
        OutputName.check(name, findings: findings)
    }

    /// An outbox holds a name once; the next output of that name waits until it is collected.
    private func checkRepeatedName(of file: FileDeclaration) {
        let differs = file.name.values.contains { value in
            // What cannot stand in a name is said already.
            [.runDate, .runTime, .runSequence, .term].contains(value) || value.isOfExport
                || value.needsFee || value.isTotal
        }
        guard !differs, file.exists == .wait, !file.saysExists else { return }
        findings.warning(
            "the name is the same every day, so that an output waits until the one before is collected",
            at: file.name.source.place,
            hint: "put {run.date:yyyyMMdd} into it, or write `exists: wait` if that is meant"
        )
    }

    /// Who numbers one file expects a second run of the day: the other would wait, unnoticed.
    private func checkNameWithinDay(of file: FileDeclaration, among files: [FileDeclaration]) {
        func isNumbered(_ file: FileDeclaration) -> Bool {
            file.name.values.contains { value in
                value == .runSequence || value == .fileSequence || value == .runTime
                    || value.isOfExport
            }
        }
        guard file.name.values.contains(.runDate), !isNumbered(file), file.exists == .wait,
            !file.saysExists, files.contains(where: isNumbered)
        else { return }
        findings.warning(
            "the name is the same all day, so that the output of a second run waits until the first is collected, though another file of the format is told apart",
            at: file.name.source.place,
            hint: "put {file.sequence:00} into it, or write `exists: wait` if that is meant"
        )
    }

    /// A group of PeopleSoft holds charges or credits, never both.
    ///
    /// Source: docs/sfs-layouts.md, the delivered loader.
    private func checkSigns(in file: FileDeclaration) {
        guard file.kind == .sfs, file.condition?.fixesSign != true,
            !file.fields.contains(where: \.showsSign), file.hasSoundCondition,
            !file.fields.isEmpty, file.fields.allSatisfy(\.isSound)
        else { return }
        findings.warning(
            "charges and credits stand in one file, and no field tells them apart",
            at: file.place,
            hint: "give the file `when: {sign: charge}`, or a field that depends on `sign`"
        )
    }

    private func checkEnds(of file: FileDeclaration) {
        ExistsCheck(file: file, findings: findings).check()
        if file.empty == .header, file.header == nil, file.trailer == nil,
            file.record.heading?.value != true, file.record.isSound
        {
            findings.warning(
                "`empty: header` without a header writes a file without bytes",
                at: file.place,
                hint: "write `empty: empty` if that is meant"
            )
        }
    }
}
