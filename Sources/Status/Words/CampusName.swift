public import BursarModel

/// A campus's short name and clock, for lists whose rows know only its key.
public struct CampusLabel: Sendable, Hashable {
    public var name: String
    public var clock: CampusClock

    public init(_ campus: CampusKey, name: String, timeZone: String) {
        self.name = CampusName.short(of: name, key: campus)
        clock = CampusClock(timeZone)
    }
}

/// The short name by which people know a campus: `San José`, not `San José State University`.
package enum CampusName {
    /// The words of the key, as the full name spells them; else the full name.
    package static func short(of name: String, key: CampusKey) -> String {
        let wanted = key.text.split(separator: "-")
        let words = name.split { $0.isWhitespace || $0.isPunctuation }
        for start in words.indices where start + wanted.count <= words.endIndex {
            let found = words[start..<start + wanted.count]
            if zip(found, wanted).allSatisfy({ spells($0, $1) }) {
                return Printable.escaped(found.joined(separator: " "))
            }
        }
        return name.isEmpty ? capitalised(key) : Printable.escaped(name)
    }

    /// The key in words, where no name is at hand: `san-jose` is `San Jose`.
    package static func capitalised(_ key: CampusKey) -> String {
        key.text.split(separator: "-").map { String($0).asSentenceStart }.joined(separator: " ")
    }

    /// What stands behind the name of a campus whose layout nobody has confirmed.
    package static let unconfirmedMark = " *"

    package static let unconfirmedFootnote = "* The layout is not confirmed by the campus yet."

    /// A letter beyond ASCII, as the é of José, stands for whichever letter the key has there.
    private static func spells(_ word: Substring, _ plain: Substring) -> Bool {
        word.count == plain.count
            && zip(word, plain).allSatisfy { letter, key in
                letter.isASCII ? letter.lowercased() == String(key) : letter.isLetter
            }
    }
}

extension [CampusKey: CampusLabel] {
    func name(of campus: CampusKey) -> String {
        self[campus]?.name ?? CampusName.capitalised(campus)
    }

    func clock(of campus: CampusKey) -> CampusClock { self[campus]?.clock ?? CampusClock("UTC") }
}
