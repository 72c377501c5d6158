internal import BursarModel
internal import Declarations

/// How a day or a time of day is written, such as `MM/dd/yyyy` or `HHmmss`.
struct CalendarPicture: Hashable, Sendable {
    /// What a picture can show: a day has no hours, and a time of day no years.
    enum Subject: Sendable {
        case day
        case timeOfDay

        var known: [String] {
            switch self {
            case .day: ["yyyy", "yy", "MM", "M", "dd", "d"]
            case .timeOfDay: ["HH", "H", "mm", "ss"]
            }
        }
    }

    enum Part: Hashable, Sendable {
        case byte(UInt8)
        case year
        case yearOfCentury
        case month(padded: Bool)
        case day(padded: Bool)
        case hour(padded: Bool)
        case minute
        case second
    }

    /// Bytes of the part that shows most.
    static let longestPart = 4

    let parts: [Part]

    static let iso = CalendarPicture(parts: [
        .year, .byte(UInt8(ascii: "-")), .month(padded: true), .byte(UInt8(ascii: "-")),
        .day(padded: true),
    ])
    static let clock = CalendarPicture(parts: [.hour(padded: true), .minute, .second])

    /// The bytes of what it shows, nil where a month or a day shows no leading zero.
    var length: Int? {
        var length = 0
        for part in parts {
            switch part {
            case .byte: length += 1
            case .year: length += 4
            case .yearOfCentury, .minute, .second, .month(padded: true), .day(padded: true),
                .hour(padded: true):
                length += 2
            case .month, .day, .hour: return nil
            }
        }
        return length
    }
}

extension CalendarPicture {
    static func read(
        _ text: Placed<String>,
        of subject: Subject,
        findings: Findings
    ) -> CalendarPicture? {
        var parts: [Part] = []
        var rest = text.value.unicodeScalars[...]
        while let scalar = rest.first {
            guard scalar.properties.isAlphabetic else {
                guard scalar.isASCII, scalar.value >= 0x20, scalar.value != 0x7F else {
                    findings.error(
                        "a picture holds a character that is not printable ASCII",
                        at: text.place
                    )
                    return nil
                }
                parts.append(.byte(UInt8(scalar.value)))
                rest = rest.dropFirst()
                continue
            }
            let run = String(String.UnicodeScalarView(rest.prefix { $0 == scalar }))
            rest = rest.drop { $0 == scalar }
            guard subject.known.contains(run), let part = part(run) else {
                let all = Message.joined(
                    subject.known.map { "\(Printable($0))" },
                    separator: ", "
                )
                findings.error(
                    "unknown letters `\(quoted(run))` in a picture",
                    at: text.place,
                    hint: nearest(run, among: subject.known) ?? "a picture here knows \(all)"
                )
                return nil
            }
            parts.append(part)
        }
        guard parts.contains(where: { if case .byte = $0 { false } else { true } }) else {
            findings.error("the picture shows nothing of the date or time", at: text.place)
            return nil
        }
        return CalendarPicture(parts: parts)
    }

    private static func part(_ letters: String) -> Part? {
        switch letters {
        case "yyyy": .year
        case "yy": .yearOfCentury
        case "MM": .month(padded: true)
        case "M": .month(padded: false)
        case "dd": .day(padded: true)
        case "d": .day(padded: false)
        case "HH": .hour(padded: true)
        case "H": .hour(padded: false)
        case "mm": .minute
        case "ss": .second
        default: nil
        }
    }
}

extension RecordBuffer {
    mutating func append(_ date: CalendarDate, as picture: CalendarPicture) {
        append(atMost: picture.parts.count * CalendarPicture.longestPart) { bytes in
            for part in picture.parts {
                switch part {
                case .byte(let byte): bytes.append(byte)
                case .year:
                    bytes.appendTwoDigits(date.year / 100)
                    bytes.appendTwoDigits(date.year % 100)
                case .yearOfCentury: bytes.appendTwoDigits(date.year % 100)
                case .month(let padded): bytes.append(date.month, padded: padded)
                case .day(let padded): bytes.append(date.day, padded: padded)
                case .hour, .minute, .second: break  // a day's picture has none
                }
            }
        }
    }

    mutating func append(secondOfDay: Int, as picture: CalendarPicture) {
        append(atMost: picture.parts.count * CalendarPicture.longestPart) { bytes in
            for part in picture.parts {
                switch part {
                case .byte(let byte): bytes.append(byte)
                case .hour(let padded): bytes.append(secondOfDay / 3600, padded: padded)
                case .minute: bytes.appendTwoDigits(secondOfDay / 60 % 60)
                case .second: bytes.appendTwoDigits(secondOfDay % 60)
                case .year, .yearOfCentury, .month, .day: break  // a time's picture has none
                }
            }
        }
    }
}

extension OutputSpan<UInt8> {
    fileprivate mutating func append(_ number: Int, padded: Bool) {
        if padded || number > 9 {
            appendTwoDigits(number)
        } else {
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number))
        }
    }

    fileprivate mutating func appendTwoDigits(_ number: Int) {
        append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
    }
}
