/// What a report is on a terminal that knows ASCII alone: a sign for a sign, so that columns stay.
enum PlainText {
    static func of(_ report: String) -> String {
        String(report.map { $0.isASCII ? $0 : sign(for: $0) })
    }

    private static func sign(for character: Character) -> Character {
        switch character {
        case "▲": "!"
        case "◆": "*"
        case "●": "o"
        case "○": "-"
        case "─", "–", "—": "-"
        case "·": "."
        case "×": "x"
        case "…": "~"
        case "↳": ">"
        case "“", "”": "\""
        case "’": "'"
        case "▁": "1"
        case "▂": "2"
        case "▃": "3"
        case "▄": "4"
        case "▅": "5"
        case "▆": "6"
        case "▇": "7"
        case "█": "8"
        case "á", "à", "â", "ä", "ã", "å": "a"
        case "é", "è", "ê", "ë": "e"
        case "í", "ì", "î", "ï": "i"
        case "ó", "ò", "ô", "ö", "õ": "o"
        case "ú", "ù", "û", "ü": "u"
        case "ñ": "n"
        case "ç": "c"
        // Whatever else it is, it is somebody's own word: a path, a fee type.
        default: character
        }
    }
}
