internal import BursarModel
internal import Declarations

/// Binds one file of a format to a campus.
struct FileCompilation {
    let compiled: CompiledFile?

    init(
        _ file: FileDeclaration,
        index: Int,
        for campus: CampusVocabulary,
        findings: ErrorCounter
    ) {
        for fields in [file.header, file.trailer].compactMap(\.self) {
            FileCompilation.checkTerm(in: fields, for: campus, findings: findings)
        }
        func program(_ fields: [FieldDeclaration]?) -> RecordProgram? {
            fields.map { fields in
                RecordProgram(
                    RecordProgramBuilder(fields, in: file, for: campus, findings: findings)
                )
            }
        }
        let detail = RecordProgram(
            RecordProgramBuilder(file.fields, in: file, for: campus, findings: findings)
        )
        let header = program(file.header)
        let trailer = program(file.trailer)
        let arrangement =
            ArrangementCompilation(file, for: campus, findings: findings).arrangement
        guard let name = OutputName(file.name, for: campus, findings: findings) else {
            compiled = nil
            return
        }
        let heading = FileCompilation.heading(of: file)
        let around = [file.header, file.trailer].compactMap(\.self).flatMap(\.self)
            .flatMap(\.values)
        let columns = FileCompilation.columns(of: file, detail)
        compiled = CompiledFile(
            index: index,
            kind: file.kind,
            encoding: file.record.encoding,
            empty: file.empty,
            exists: file.exists,
            hasHeader: header != nil || !heading.isEmpty,
            hasTrailer: trailer != nil,
            headerLength: FileCompilation.length(of: header).map {
                $0 + heading.count + file.record.encoding.mark.count
            },
            recordLength: FileCompilation.length(of: detail),
            namesExport: (around + file.name.values).contains(where: \.isOfExport),
            recordNamesExport: (file.fields.flatMap(\.values) + file.sort.map(\.value.value))
                .contains(where: \.isOfExport),
            showsExportNumber: (around + file.name.values + file.fields.flatMap(\.values)
                + file.sort.map(\.value.value)).contains(.exportNumber),
            nameUsesRunSequence: file.name.values.contains(.runSequence),
            usesRunSequence: (around + file.name.values + file.fields.flatMap(\.values))
                .contains(.runSequence),
            usesFileSequence: (around + file.name.values + file.fields.flatMap(\.values))
                .contains(.fileSequence),
            lineEndingToDrop: file.hasFinalLineEnding ? 0 : file.record.lineEnding.bytes.count,
            columns: columns,
            nameTemplate: file.name.source.value,
            arrangement: arrangement,
            declared: file,
            condition: file.condition.map { Condition($0) },
            name: name,
            detail: detail,
            uniqueFields: file.fields.indices.filter { file.fields[$0].isUnique?.value == true },
            header: header,
            trailer: trailer,
            heading: heading
        )
    }

    /// A term of the run's date is one for the whole file; one of a fee's date is not.
    private static func checkTerm(
        in fields: [FieldDeclaration],
        for campus: CampusVocabulary,
        findings: ErrorCounter
    ) {
        guard campus.termDate == .feeDate else { return }
        for field in fields where field.values.contains(.term) {
            findings.error(
                "a header or a trailer shows `term`, which campus `\(campus.key)` has by the fee's date",
                at: field.place,
                hint: "only with `term_date: run.date` it is one for the file"
            )
        }
    }

    /// The bytes of a record that are the same in number every time, with the line ending.
    private static func length(of program: RecordProgram?) -> Int? {
        guard let program else { return 0 }
        var length = program.lineEnding.count
        if program.separator != nil { length += program.fields.count - 1 }
        for field in program.fields {
            guard let width = width(of: field, in: program) else { return nil }
            length += width
        }
        return length
    }

    /// Quotes that may or may not be set make a field's length vary.
    private static func width(of field: FieldProgram, in program: RecordProgram) -> Int? {
        if field.width >= 0 {
            return field.quote == nil || field.quote == .never ? field.width : nil
        }
        guard field.branches.count == 1, field.onlyWhen < 0, field.isPlain, field.most < 0,
            field.quote != .always
        else { return nil }
        let branch = program.branches[field.branches.lowerBound]
        guard branch.condition < 0 else { return nil }
        switch branch.source {
        case .constant(let range):
            let isDelicate = program.constants[range].contains {
                $0 == program.separator || $0 == RecordDeclaration.quoteMark
            }
            return isDelicate && field.quote == .minimal ? nil : range.count
        case .day(let day, _, let picture):
            let picture = program.pictures[Int(picture)]
            let isDelicate = picture.parts.contains {
                $0 == program.separator.map { .byte($0) }
                    || $0 == .byte(RecordDeclaration.quoteMark)
            }
            return day == .due || isDelicate ? nil : picture.length
        default:
            return nil
        }
    }

    private static func columns(
        of file: FileDeclaration,
        _ program: RecordProgram
    ) -> [RecordColumn] {
        var start: Int? = 0
        return zip(file.fields, program.fields).map { declared, field in
            let width = width(of: field, in: program)
            let range = start.flatMap { start in width.map { start..<start + $0 } }
            start = range.map { $0.upperBound + (program.separator == nil ? 0 : 1) }
            return RecordColumn(name: declared.name?.value, place: declared.place, range: range)
        }
    }

    /// The fields' names, quoted as the record says.
    private static func heading(of file: FileDeclaration) -> [UInt8] {
        let record = file.record
        guard record.heading?.value == true else { return [] }
        var buffer = RecordBuffer(reserving: 256)
        for (index, field) in file.fields.enumerated() {
            if index > 0, let separator = record.separator { buffer.append(separator.value) }
            let start = buffer.count
            let name = field.name.flatMap { OwnText.bytes(of: $0, in: record.encoding) } ?? []
            buffer.append(name.span)
            let isDelicate = name.contains {
                $0 == record.separator?.value || $0 == RecordDeclaration.quoteMark
            }
            if record.quotePolicy == .always || (record.quotePolicy == .minimal && isDelicate) {
                buffer.quote(from: start)
            }
        }
        buffer.append(record.lineEnding.bytes.span)
        return Array(buffer[0..<buffer.count])
    }
}
