public import BursarModel
internal import Declarations

/// Why an output cannot be given its name.
public enum OutputNameError: String, Error, Sendable, CaseIterable {
    /// It would not be a plain name of a file in a folder.
    case unsafe
    case tooLong = "too_long"
    /// The name asks for something of an export that is not known.
    case missingValue = "missing_value"
}

extension OutputNameError: Reportable {
    public var reported: String { rawValue }
}

/// The name of an output: a template bound to a campus.
///
/// What it makes is one component of a path and harmless wherever it is shown or typed: no
/// slash, no control character, no leading dot or dash, at most 200 bytes.
struct OutputName: Sendable {
    static let longest = 200

    enum Part: Sendable {
        case literal(String)
        case runDate(CalendarPicture)
        case runTime(CalendarPicture)
        case runSequence(NumberPicture)
        case fileSequence(NumberPicture)
        case exportNumber
        case exportFile
        case exportDate(CalendarPicture)
        case jobID
    }

    let parts: [Part]

    func text(in context: OutputContext) throws(OutputNameError) -> String {
        var name = RecordBuffer(reserving: 64)
        for part in parts {
            switch part {
            case .literal(let text): append(text, to: &name)
            case .runDate(let picture): name.append(context.runDate, as: picture)
            case .runTime(let picture): name.append(secondOfDay: context.runTime, as: picture)
            case .runSequence(let picture):
                name.append(UInt64(context.runSequence.magnitude), as: picture)
            case .fileSequence(let picture):
                name.append(UInt64(context.fileSequence.magnitude), as: picture)
            case .exportNumber: try append(foreign: context.exportNumber, to: &name)
            case .exportFile: try append(foreign: context.exportFile, to: &name)
            case .exportDate(let picture):
                guard let date = context.exportDate else { throw .missingValue }
                name.append(date, as: picture)
            case .jobID: try append(foreign: context.jobID, to: &name)
            }
        }
        guard name.count <= OutputName.longest else { throw .tooLong }
        let text = String(decoding: name[0..<name.count], as: UTF8.self)
        guard OutputName.isSafe(text) else { throw .unsafe }
        return text
    }

    private func append(_ text: String, to name: inout RecordBuffer) {
        for byte in text.utf8 { name.append(byte) }
    }

    /// What came in an export's XML or name has letters, digits, `.`, `_` and `-`, nothing else.
    private func append(
        foreign text: String?,
        to name: inout RecordBuffer
    ) throws(OutputNameError) {
        guard let text, !text.isEmpty else { throw .missingValue }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): name.append(byte)
            case _ where byte.isASCIIAlphanumeric: name.append(byte)
            default: throw .unsafe
            }
        }
    }

    static func isSafe(_ name: String) -> Bool {
        guard let first = name.first, first != ".", first != "-", name.last != " " else {
            return false
        }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar != "/" && scalar != "\\" && !Printable.isInvisible(scalar)
        }
    }

    /// Judges what of a name can be told without a campus and a run.
    static func check(_ template: TextTemplate, findings: Findings) {
        let place = template.source.place
        guard !template.parts.isEmpty else {
            return findings.error(
                "the name is empty",
                at: place,
                hint: "such as \"{campus.key}-{run.date:yyyyMMdd}.dat\""
            )
        }
        for case .literal(let text) in template.parts
        where !text.unicodeScalars.allSatisfy({
            $0 != "/" && $0 != "\\" && !Printable.isInvisible($0)
        }) {
            findings.error(
                "a name holds a slash or a control character",
                at: place,
                hint: "outputs lie in the outbox itself, not in folders below it"
            )
        }
        if case .literal(let text) = template.parts[0], text.first == "." || text.first == "-" {
            findings.error(
                "a name begins with `\(quoted(text.prefix(1)))`",
                at: place,
                hint: "such files are hidden, or taken for options"
            )
        }
        if template.source.value.utf8.count > longest {
            findings.error(
                "the name is longer than \(longest) bytes",
                at: place,
                hint: "shorten it"
            )
        }
    }

    /// Binds a template to a campus; a constant that it lacks is a finding.
    init?(_ template: TextTemplate, for campus: CampusVocabulary, findings: ErrorCounter) {
        var parts: [Part] = []
        var places = template.placedValues.map(\.place)[...]
        for part in template.parts {
            switch part {
            case .literal(let text): parts.append(.literal(text))
            case .value(let value, let picture):
                let place = places.popFirst() ?? template.source.place
                guard
                    let part = OutputName.part(
                        value,
                        picture,
                        for: campus,
                        at: place,
                        findings: findings
                    )
                else { return nil }
                parts.append(part)
            }
        }
        self.parts = parts
    }

    private static func part(
        _ value: FormatValue,
        _ picture: ValuePicture,
        for campus: CampusVocabulary,
        at place: Place,
        findings: ErrorCounter
    ) -> Part? {
        switch (value, picture) {
        case (.runDate, .calendar(let picture)): return .runDate(picture)
        case (.runTime, .calendar(let picture)): return .runTime(picture)
        case (.runSequence, .number(let picture)): return .runSequence(picture)
        case (.fileSequence, .number(let picture)): return .fileSequence(picture)
        case (.exportDate, .calendar(let picture)): return .exportDate(picture)
        case (.exportNumber, _): return .exportNumber
        case (.exportFile, _): return .exportFile
        case (.jobID, _): return .jobID
        default: break
        }
        let text: String? =
            switch value {
            case .campusKey: campus.key.text
            case .campusName: campus.name
            case .businessUnit: campus.businessUnit
            case .constant(let name): campus.constants[name]
            default: nil
            }
        guard let text else {
            if case .constant(let name) = value, campus.unreadable.constants.contains(name) {
                return nil
            }
            // What cannot stand in a name was said before.
            guard !value.needsFee, !value.isTotal, value != .term else { return nil }
            findings.error(
                "campus `\(campus.key)` defines no `\(quoted(value.name))` for a name",
                at: place,
                hint: nearest(
                    value.name.drop { $0 != "." }.dropFirst(),
                    among: campus.constants.keys.sorted()
                ) ?? "add it to `constants` in the campus file"
            )
            return nil
        }
        guard isSafe("x\(text)") else {
            findings.error(
                "`\(quoted(value.name))` of campus `\(campus.key)` cannot stand in a name",
                at: place,
                hint: "it holds a slash or a control character"
            )
            return nil
        }
        return .literal(text)
    }
}
