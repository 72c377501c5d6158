internal import BursarModel
internal import Declarations

/// How the records of a file are put together.
struct RecordDeclaration: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// Every field has its width; a separator may stand between two.
        case fixed
        /// Fields as long as they are, with a separator between two.
        case delimited
    }

    enum LineEnding: String, CaseIterable, Sendable {
        case lf
        case crlf

        var bytes: [UInt8] { self == .lf ? [0x0A] : [0x0D, 0x0A] }
    }

    static let quoteMark = UInt8(ascii: "\"")

    let place: Place
    /// False where a part could not be read: what takes its place here refuses least.
    var isSound = true
    var kind: Placed<Kind>
    var separator: Placed<UInt8>?
    var quote: Placed<QuotePolicy>?
    /// Of a detail record without its line ending, in bytes.
    var length: Placed<Int>?
    var encoding: OutputEncoding
    var lineEnding: LineEnding
    var heading: Placed<Bool>?

    var quotePolicy: QuotePolicy { quote?.value ?? .minimal }
}

/// When a value of a delimited record stands in quotes.
enum QuotePolicy: String, CaseIterable, Sendable {
    case always
    case never
    /// Where it holds the separator or a quote.
    case minimal
}

extension RecordDeclaration {
    /// Stands for one that could not be read: nearly everything can be written in it.
    static func unreadable(at place: Place) -> RecordDeclaration {
        RecordDeclaration(
            place: place,
            isSound: false,
            kind: Placed(.delimited, at: place),
            separator: Placed(UInt8(ascii: ","), at: place),
            encoding: .utf8,
            lineEnding: .lf
        )
    }

    static func read(from mapping: Mapping, findings: Findings) -> RecordDeclaration {
        var reading = PartialReading()
        let kind =
            mapping.has("kind")
            ? mapping.choice("kind", of: Kind.self)
            : missingKind(in: mapping, findings: findings)
        let separator = reading.take(mapping.has("separator")) {
            mapping.string("separator").flatMap { self.separator($0, findings: findings) }
        }
        let quote = reading.take(mapping.has("quote")) {
            mapping.choice("quote", of: QuotePolicy.self)
        }
        let length = reading.take(mapping.has("length")) {
            mapping.integer("length").flatMap { positive($0, "length", findings: findings) }
        }
        let encoding = reading.take(mapping.has("encoding")) {
            mapping.choice("encoding", of: OutputEncoding.self)
        }
        let lineEnding = reading.take(mapping.has("line_ending")) {
            mapping.choice("line_ending", of: LineEnding.self)
        }
        let heading = reading.take(mapping.has("heading")) { mapping.boolean("heading") }
        let areAllKnown = mapping.finish()
        var record = RecordDeclaration(
            place: mapping.place,
            isSound: kind != nil && reading.isSound && areAllKnown,
            kind: kind ?? Placed(.delimited, at: mapping.place),
            separator: separator,
            quote: quote,
            length: length,
            encoding: encoding?.value ?? (mapping.has("encoding") ? .utf8 : .ascii),
            lineEnding: lineEnding?.value ?? .lf,
            heading: heading
        )
        if kind != nil { record.complete(findings: findings) }
        return record
    }

    private static func missingKind(in mapping: Mapping, findings: Findings) -> Placed<Kind>? {
        findings.error(
            "`kind` is missing",
            at: mapping.place,
            hint: "it is fixed or delimited"
        )
        return nil
    }

    private static func separator(_ text: Placed<String>, findings: Findings) -> Placed<UInt8>? {
        let bytes = Array(text.value.utf8)
        guard bytes.count == 1 else {
            findings.error(
                "the separator has \(bytes.count) bytes",
                at: text.place,
                hint: "a separator is one ASCII character"
            )
            return nil
        }
        let byte = bytes[0]
        let complaint: Message? =
            switch byte {
            case quoteMark: "the separator is the quote"
            case 0x09, 0x20...0x7E:
                byte.isASCIIAlphanumeric ? "the separator is a letter or a digit" : nil
            default: "the separator is a control character"
            }
        if let complaint {
            findings.error(
                complaint,
                at: text.place,
                hint: "such as a comma, a semicolon, a bar, a tab or a blank"
            )
            return nil
        }
        return Placed(byte, at: text.place)
    }

    /// What belongs to the other kind of records is refused; the usual separator is a comma.
    private mutating func complete(findings: Findings) {
        switch kind.value {
        case .delimited:
            separator = separator ?? Placed(UInt8(ascii: ","), at: place)
        case .fixed:
            if let quote, quote.value != .never {
                isSound = false
                findings.error(
                    "fixed records are not quoted",
                    at: quote.place,
                    hint: "leave `quote` out, or declare delimited records"
                )
            }
            if let heading, heading.value {
                isSound = false
                findings.error(
                    "fixed records have no heading row",
                    at: heading.place,
                    hint: "declare a `header`, or delimited records"
                )
            }
        }
    }
}

/// A number that must be at least 1.
func positive(
    _ number: Placed<Int>,
    _ label: StaticString,
    findings: Findings
) -> Placed<Int>? {
    guard (1...100_000).contains(number.value) else {
        findings.error(
            "`\(Printable(label.description))` is \(number.value)",
            at: number.place,
            hint: "it is at least 1, and at most 100000"
        )
        return nil
    }
    return number
}
