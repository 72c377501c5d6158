/// How far a key, a value, a list or a mapping of a declaration reaches in its line.
enum SourceToken {
    /// The column behind what begins at `column`, both from 1.
    static func end(in line: String, at column: Int) -> Int {
        let characters = Array(line)
        let start = column - 1
        guard start < characters.count else { return column + 1 }
        switch characters[start] {
        case "\"", "'": return quoted(characters, from: start) + 1
        case "{", "[": return bracketed(characters, from: start) + 1
        case "-" where start + 1 < characters.count && characters[start + 1].isWhitespace:
            return column + 1
        case "&", "*", "!": return word(characters, from: start) + 1
        default: return plain(characters, from: start) + 1
        }
    }

    /// Behind the closing quote, or at the end of the line.
    private static func quoted(_ line: [Character], from start: Int) -> Int {
        var index = start + 1
        while index < line.count {
            if line[index] == "\\", line[start] == "\"" {
                index += 1
            } else if line[index] == line[start] {
                let isDoubled =
                    line[start] == "'" && index + 1 < line.count && line[index + 1] == "'"
                guard isDoubled else { return index + 1 }
                index += 1
            }
            index += 1
        }
        return trimmed(line, from: start, to: line.count)
    }

    private static func bracketed(_ line: [Character], from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < line.count {
            switch line[index] {
            case "{", "[": depth += 1
            case "}", "]":
                depth -= 1
                if depth == 0 { return index + 1 }
            case "\"", "'": index = behindQuote(line, at: index)
            case "#" where index > 0 && line[index - 1] == " ":
                return trimmed(line, from: start, to: index)
            default: break
            }
            index += 1
        }
        return trimmed(line, from: start, to: line.count)
    }

    private static func word(_ line: [Character], from start: Int) -> Int {
        line[start...].firstIndex { $0.isWhitespace || ",]}".contains($0) } ?? line.count
    }

    /// Up to `: `, ` #`, or within brackets a comma or a closing one.
    private static func plain(_ line: [Character], from start: Int) -> Int {
        let isInFlow = isInFlow(line, at: start)
        var index = start
        while index < line.count {
            let next = index + 1 < line.count ? line[index + 1] : " "
            if line[index] == ":", next.isWhitespace, index > start { break }
            if line[index].isWhitespace, next == "#" { break }
            if isInFlow, ",]}".contains(line[index]), index > start { break }
            index += 1
        }
        return trimmed(line, from: start, to: index)
    }

    private static func isInFlow(_ line: [Character], at start: Int) -> Bool {
        var depth = 0
        var index = 0
        while index < start {
            switch line[index] {
            case "{", "[": depth += 1
            case "}", "]": depth -= 1
            case "\"", "'": index = behindQuote(line, at: index)
            default: break
            }
            index += 1
        }
        return depth > 0
    }

    /// The last character of a quoted text; of a quote within a word, the quote itself.
    private static func behindQuote(_ line: [Character], at index: Int) -> Int {
        guard index == 0 || " ,:[{".contains(line[index - 1]) else { return index }
        return quoted(line, from: index) - 1
    }

    /// Without blanks at the end, and not empty.
    private static func trimmed(_ line: [Character], from start: Int, to end: Int) -> Int {
        var end = end
        while end > start + 1, line[end - 1].isWhitespace { end -= 1 }
        return max(end, start + 1)
    }
}
