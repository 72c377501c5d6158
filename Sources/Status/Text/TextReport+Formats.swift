public import BursarModel

extension TextReport {
    /// The formats: one line each, with who uses them.
    public static func formats(
        _ formats: [FormatEntry],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let used = formats.count { !$0.campuses.isEmpty }
        let number = counted(Int64(formats.count), "format")
        let sentence = formats.isEmpty ? "There is no format" : "\(number), \(used) in use"
        return joined(
            [head(Headline(sentence, isDemo: isDemo), [], in: style)]
                + formats.map { lines(of: $0, in: style) }
        )
    }

    /// One format: what each of its files looks like, then its text as it was written.
    public static func format(
        _ format: FormatEntry,
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let title = format.title.map { [Printable.escaped($0)] } ?? []
        let texts = format.texts.flatMap { text in
            [style.show("# --- \(Printable.escaped(text.file))", .faint)]
                + text.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    Printable.escaped($0)
                }
        }
        return joined(
            [
                head(
                    Headline(Printable.escaped(format.format), isDemo: isDemo),
                    title + facts(on: format),
                    in: style
                )
            ]
                + format.layout.enumerated().flatMap { index, file in
                    lines(of: file, after: index > 0 ? format.layout[index - 1] : nil, in: style)
                } + [texts]
        )
    }

    /// What `format check` found.
    public static func formatCheck(
        _ diagnostics: [Diagnostic],
        formats: Int,
        style: TerminalStyle
    ) -> String {
        let number = counted(Int64(formats), "format")
        let errors = Int64(diagnostics.count { $0.severity == .error })
        let warnings = Int64(diagnostics.count) - errors
        let sentence =
            errors > 0
            ? "\(number): \(counted(errors, "error")) to mend"
            : formats == 0
                ? "There is no format file here"
                : warnings > 0
                    ? "\(number): no error, \(counted(warnings, "warning")) to think about"
                    : "\(number), in order by \(formats == 1 ? "itself" : "themselves")"
        return joined([
            head(Headline(sentence, isDemo: false), [], in: style),
            findings(diagnostics, in: style),
        ])
    }

    private static func lines(of format: FormatEntry, in style: TerminalStyle) -> [String] {
        let title = format.title.map { TextWidth.wrap(Printable.escaped($0), indent: "  ") } ?? []
        return [style.show(Printable.escaped(format.format), .strong)] + title
            + facts(on: format).flatMap { TextWidth.wrap($0, indent: "  ") }
    }

    private static func facts(on format: FormatEntry) -> [String] {
        let confirmed = format.campuses.filter(\.layoutConfirmed).map(\.campus.text)
        let unconfirmed = format.campuses.filter { !$0.layoutConfirmed }.map(\.campus.text)
        return [
            format.source.map { "Source: \(Printable.escaped($0))" },
            confirmed.isEmpty ? nil : "Confirmed by \(listed(confirmed))",
            unconfirmed.isEmpty ? nil : "Unconfirmed at \(listed(unconfirmed))",
            format.campuses.isEmpty ? "No campus uses it" : nil,
        ].compactMap(\.self)
    }

    /// Columns that are those of the file before are not told again.
    private static func lines(
        of file: FileLayout,
        after previous: FileLayout?,
        in style: TerminalStyle
    ) -> [[String]] {
        let kind = file.kind == .sfs ? "for PeopleSoft" : "for another office"
        let name = Printable.escaped(file.name)
        let length = file.length.map { "\(file.record) record of \($0) bytes" }
        let separator = file.separator.map { "divided by `\($0 == " " ? "blank" : $0)`" }
        let ending = file.lineEnding == "crlf" ? "CR LF" : "LF"
        let facts =
            [
                kind,
                file.when.map { "fees that meet `\(Printable.escaped($0))`" } ?? "all other fees",
                length ?? "\(file.record) record", separator, file.encoding,
                "lines end with \(ending)",
            ].compactMap(\.self) + file.rules.map { "`\(Printable.escaped($0))`" }
        let heading = file.hasHeading ? ["  A first line holds the fields' names."] : []
        let top =
            [style.show("■ ", file.kind == .sfs ? .good : nil) + style.show(name, .strong)]
            + TextWidth.wrap(facts.joined(separator: " · "), indent: "  ") + heading
        if let previous, previous.header == file.header, previous.fields == file.fields,
            previous.trailer == file.trailer
        {
            return [top + ["  Its columns are those of the file above."]]
        }
        let isAlone = file.header.isEmpty && file.trailer.isEmpty
        return [top] + columns(file.header, "Header", in: style)
            + columns(file.fields, isAlone ? nil : "Record", in: style)
            + columns(file.trailer, "Trailer", in: style)
    }

    /// A table that never cuts: what stands in a column goes on below.
    private static func columns(
        _ columns: [ColumnLayout],
        _ title: String?,
        in style: TerminalStyle
    ) -> [[String]] {
        guard !columns.isEmpty else { return [] }
        let head = (place: "Position", bytes: "Bytes", name: "Field")
        let rows =
            [head]
            + columns.map { column in
                (
                    place: column.positions, bytes: column.length.map(String.init) ?? "varies",
                    name: Printable.escaped(column.name ?? "")
                )
            }
        let widths = (
            place: rows.map { TextWidth.of($0.place) }.max() ?? 0,
            bytes: rows.map { TextWidth.of($0.bytes) }.max() ?? 0,
            name: rows.map { TextWidth.of($0.name) }.max() ?? 0
        )
        let lines = rows.enumerated().flatMap { index, row in
            let bytes = String(repeating: " ", count: widths.bytes - row.bytes.count) + row.bytes
            let place = row.place.padded(to: widths.place)
            let head = "  \(place)  \(bytes)  \(row.name.padded(to: widths.name))  "
            guard index > 0 else { return [style.show(head + "What stands there", .faint)] }
            let column = columns[index - 1]
            let fitting = column.fitting.isEmpty ? "" : " (\(column.fitting))"
            let texts = TextWidth.wrap(
                Printable.escaped(column.source + fitting),
                indent: String(repeating: " ", count: TextWidth.of(head))
            )
            return texts.enumerated().map { line, text in
                line == 0 ? head + text.dropFirst(TextWidth.of(head)) : text
            }
        }
        return [(title.map { [heading($0, in: style)] } ?? []) + lines]
    }
}

extension ColumnLayout {
    /// `7-17`, `from 12` where its end varies, nothing where its beginning does.
    fileprivate var positions: String {
        guard let position else { return "" }
        guard let length else { return "from \(position)" }
        return length > 1 ? "\(position)-\(position + length - 1)" : "\(position)"
    }
}
