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

    /// The fewest bytes that it shows.
    var leastLength: Int {
        parts.reduce(0) { length, part in
            switch part {
            case .byte, .month(padded: false), .day(padded: false), .hour(padded: false):
                length + 1
            case .year: length + 4
            case .yearOfCentury, .minute, .second, .month(padded: true), .day(padded: true),
                .hour(padded: true):
                length + 2
            }
        }
    }

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
        var rest = text.value[...]
        var isSound = true
        while let character = rest.first {
            let letters = rest.prefix { $0 == character }
            guard character.isLetter else {
                guard let byte = character.asciiValue, (0x20..<0x7F).contains(byte) else {
                    findings.error(
                        "a picture holds a character that is not printable ASCII",
                        at: text.place(of: rest.prefix(1)),
                        hint: "put blanks, points, dashes or slashes between its parts"
                    )
                    return nil
                }
                parts.append(.byte(byte))
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(letters.count)
            if subject.known.contains(String(letters)), let part = part(String(letters)) {
                parts.append(part)
            } else {
                isSound = false
                findings.error(
                    "unknown letters `\(quoted(letters))` in a picture",
                    at: text.place(of: letters),
                    hint: subject.hint(for: letters)
                )
            }
        }
        guard isSound else { return nil }
        guard parts.contains(where: { if case .byte = $0 { false } else { true } }) else {
            findings.error(
                "the picture shows nothing of the date or time",
                at: text.place,
                hint: subject.letters
            )
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
