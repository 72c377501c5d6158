internal import BursarModel
public import Declarations

extension FormatDeclaration {
    /// Reads a format file and checks all that can be told without a campus.
    ///
    /// - Returns: nil where something is an error; the findings say what.
    public static func read(from mapping: Mapping, findings: Findings) -> FormatDeclaration? {
        let format = readPartly(from: mapping, findings: findings)
        return format.isSound ? format : nil
    }

    /// Reads a format file as far as it goes, so that its campuses can be checked with it.
    public static func readPartly(
        from mapping: Mapping,
        findings: Findings
    ) -> FormatDeclaration {
        let name = mapping.required(string: "format").flatMap {
            formatName($0, findings: findings)
        }
        let title = mapping.string("title")
        let source = mapping.string("source")
        if mapping.has("include") {
            findings.error(
                "`include` is not yet supported",
                at: mapping.place(of: "include"),
                hint: "write out what the other format says"
            )
        }
        let parts = LayoutParts(from: mapping, inherited: nil, findings: findings)
        let elements = mapping.required(sequence: "files")
        mapping.finish()
        if let elements, elements.isEmpty {
            findings.error(
                "`files` lists no file",
                at: mapping.place(of: "files"),
                hint: "write an entry with a `name` for each file that the campus loads"
            )
        }
        var format = FormatDeclaration(
            name: name ?? Placed("", at: mapping.place),
            title: title?.value,
            source: source?.value,
            files: (elements ?? []).compactMap { element in
                FileDeclaration.read(from: element, inherited: parts, findings: findings)
            }
        )
        format.untaken = FormatCheck(findings: findings).check(format, in: mapping)
        format.isSound = !findings.hasErrors
        return format
    }

    private static func formatName(
        _ name: Placed<String>,
        findings: Findings
    ) -> Placed<String>? {
        let isSound = name.value.utf8.allSatisfy {
            $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        guard isSound, (1...64).contains(name.value.utf8.count) else {
            findings.error(
                "`\(quoted(name.value))` is no name of a format",
                at: name.place,
                hint: "a name has letters, digits, `-` and `_`"
            )
            return nil
        }
        return name
    }
}

/// The parts of a layout that a format gives to all its files, and a file may give itself.
struct LayoutParts {
    var record: RecordDeclaration?
    /// Without a field: none, though the format has one.
    var header: [FieldDeclaration]?
    var fields: [FieldDeclaration]?
    /// As the header.
    var trailer: [FieldDeclaration]?
    /// Whether all of it could be read, as far as it was there.
    var isSound: Bool

    init(from mapping: Mapping, inherited: LayoutParts?, findings: Findings) {
        var reading = PartialReading()
        record = reading.take(mapping.has("record")) {
            mapping.mapping("record").map { RecordDeclaration.read(from: $0, findings: findings) }
        }
        if mapping.has("record"), record == nil {
            record = .unreadable(at: mapping.place(of: "record"))
        }
        func list(_ key: StaticString, mayBeNone: Bool = false) -> [FieldDeclaration]? {
            reading.take(mapping.has(key)) {
                guard let elements = mapping.sequence(key) else { return nil }
                guard !elements.isEmpty || mayBeNone else {
                    findings.error(
                        "`\(Printable(key.description))` lists no field",
                        at: mapping.place(of: key),
                        hint:
                            "write an entry for each column, such as {name: EMPLID, value: user.id}"
                    )
                    return nil
                }
                return elements.map { element in
                    FieldDeclaration.read(from: element, findings: findings)
                        ?? .unreadable(at: element.place)
                }
            }
        }
        header = list("header", mayBeNone: true)
        fields = list("fields")
        trailer = list("trailer", mayBeNone: true)
        isSound =
            reading.isSound && record?.isSound != false
            && [header, fields, trailer].compactMap(\.self).joined().allSatisfy(\.isSound)
        // What is there and unreadable does not take over what stands above.
        if mapping.has("fields"), fields == nil { fields = [] }
        record = record ?? inherited?.record
        header = header ?? inherited?.header
        fields = fields ?? inherited?.fields
        trailer = trailer ?? inherited?.trailer
    }
}

extension FileDeclaration {
    fileprivate static func read(
        from element: Element,
        inherited: LayoutParts,
        findings: Findings
    ) -> FileDeclaration? {
        guard let mapping = element.mapping() else { return nil }
        var reading = PartialReading()
        let name = mapping.required(string: "name").flatMap {
            TextTemplate.read($0, in: .fileName, findings: findings)
        }
        let kind = reading.take(mapping.has("kind")) {
            mapping.choice("kind", of: OutputKind.self)
        }
        let condition = reading.take(mapping.has("when")) {
            mapping.mapping("when").flatMap {
                ConditionDeclaration.read(from: $0, findings: findings)
            }
        }
        let parts = LayoutParts(from: mapping, inherited: inherited, findings: findings)
        let empty = reading.take(mapping.has("empty")) {
            mapping.choice("empty", of: EmptyPolicy.self)
        }
        let exists = reading.take(mapping.has("exists")) {
            mapping.choice("exists", of: ExistsPolicy.self)
        }
        let group = reading.take(mapping.has("group")) {
            mapping.choice("group", of: FileGroup.self)
        }
        let sort = reading.take(mapping.has("sort")) {
            mapping.element("sort").flatMap { SortDeclaration.list(from: $0, findings: findings) }
        }
        let ending = reading.take(mapping.has("final_line_ending")) {
            mapping.boolean("final_line_ending")
        }
        let areAllKnown = mapping.finish()
        if parts.record == nil {
            findings.error(
                "the file has no `record`",
                at: mapping.place,
                hint: "write {kind: fixed} or {kind: delimited} here or for all files"
            )
        }
        if parts.fields == nil {
            findings.error(
                "the file has no `fields`",
                at: mapping.place,
                hint: "list its columns here or for all files"
            )
        }
        let hasAll =
            areAllKnown && name != nil && parts.record != nil && !(parts.fields ?? []).isEmpty
        return FileDeclaration(
            place: mapping.place,
            isSound: hasAll && reading.isSound && parts.isSound && inherited.isSound,
            hasSoundCondition: (condition != nil) == mapping.has("when"),
            name: name ?? TextTemplate(source: Placed("", at: mapping.place), parts: []),
            kind: kind?.value ?? .sfs,
            condition: condition,
            record: parts.record ?? .unreadable(at: mapping.place),
            header: parts.header.flatMap { $0.isEmpty ? nil : $0 },
            fields: parts.fields ?? [],
            trailer: parts.trailer.flatMap { $0.isEmpty ? nil : $0 },
            empty: empty?.value ?? .none,
            exists: exists?.value ?? .wait,
            saysExists: mapping.has("exists"),
            hasFinalLineEnding: ending?.value ?? true,
            group: group?.value == FileGroup.none ? nil : group,
            sort: sort ?? []
        )
    }
}
