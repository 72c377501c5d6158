internal import BursarModel

/// Reads the dialect of patterns: literals, classes, `.`, groups with `|`, `?`, `*`, `+`, `{n,m}`.
///
/// A pattern always means the whole text; `^` and `$` at its ends may be written and change nothing.
/// What other dialects know beyond that is refused, not guessed at.
struct PatternParser {
    static let longestSource = 256
    static let mostRepetitions = 255
    private static let deepestGroup = 32

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    private init(_ source: String) { scalars = Array(source.unicodeScalars) }

    static func parse(_ source: String) throws(PatternError) -> PatternNode {
        guard source.utf8.count <= longestSource else {
            throw PatternError("the pattern is longer than \(longestSource) bytes")
        }
        var parser = PatternParser(source)
        do {
            return try parser.whole()
        } catch {
            var error = error
            error.part = error.part ?? parser.here
            throw error
        }
    }

    /// What was taken last, for a person who looks for what is wrong.
    private var here: Range<Int>? {
        guard !scalars.isEmpty else { return nil }
        let start = max(0, min(index, scalars.count) - 1)
        return start..<start + 1
    }

    private mutating func whole() throws(PatternError) -> PatternNode {
        if next == "^" { index += 1 }
        let node = try alternatives()
        if next == "$", index == scalars.count - 1 { index += 1 }
        guard let rest = next else { return node }
        index += 1
        switch rest {
        case ")": throw PatternError("`)` closes no group", hint: #"a bracket itself is `\)`"#)
        default:
            throw PatternError(
                "`$` stands before the end of the pattern",
                hint: #"a dollar sign itself is `\$`"#
            )
        }
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")", scalar != "$" {
            parts.append(try repeated())
        }
        guard !parts.isEmpty else {
            throw PatternError(
                "a pattern, a group or an alternative is empty",
                hint: "what may be missing is written with `?`"
            )
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated() throws(PatternError) -> PatternNode {
        let atom = try atom()
        guard let (least, most) = try repetition() else { return atom }
        guard try repetition() == nil else {
            throw PatternError(
                "two repetitions follow each other",
                hint: "put the inner one in a group"
            )
        }
        return .repeated(atom, least: least, most: most)
    }

    private mutating func repetition() throws(PatternError) -> (least: Int, most: Int?)? {
        if take("?") { return (0, 1) }
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        guard take("{") else { return nil }
        let least = try number()
        var most: Int? = least
        if take(",") { most = next == "}" ? nil : try number() }
        guard take("}") else {
            throw PatternError(
                "a repetition is not closed",
                hint: "it is written {n}, {n,} or {n,m}"
            )
        }
        if let most, most < max(least, 1) {
            throw PatternError(
                "a repetition ends before it begins",
                hint: "write the smaller number first, as {2,9}; at least one is needed"
            )
        }
        return (least, most)
    }

    private mutating func number() throws(PatternError) -> Int {
        var value = 0
        let start = index
        while let scalar = next, ("0"..."9").contains(scalar) {
            value = value * 10 + Int(scalar.value - 48)
            index += 1
            guard value <= PatternParser.mostRepetitions else {
                throw PatternError(
                    "more than \(PatternParser.mostRepetitions) repetitions cannot be counted"
                )
            }
        }
        guard index > start else {
            throw PatternError(
                "a repetition has no number",
                hint: "it is written {n}, {n,} or {n,m}"
            )
        }
        return value
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = next else { throw PatternError("the pattern ends too early") }
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return .byte(try byteClass())
        case ".": return .byte(.all)
        case "\\": return .byte(BitSet256([try escaped()]))
        case "?", "*", "+", "{":
            throw PatternError(
                "`\(Printable(String(scalar)))` repeats nothing",
                hint: "put a backslash before it to mean the character itself"
            )
        case "]", "}", "^":
            throw PatternError(
                "`\(Printable(String(scalar)))` stands alone",
                hint: "put a backslash before it to mean the character itself"
            )
        default:
            // A repetition behind it means the whole character, so its bytes are one group.
            let bytes = String(scalar).utf8.map { PatternNode.byte(BitSet256([$0])) }
            return bytes.count == 1 ? bytes[0] : .sequence(bytes)
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= PatternParser.deepestGroup else {
            throw PatternError(
                "groups are nested deeper than \(PatternParser.deepestGroup) levels"
            )
        }
        guard next != "?" else {
            throw PatternError("`(?` is not known here", hint: "a group is written ( and )")
        }
        let start = index - 1
        let node = try alternatives()
        guard take(")") else {
            throw PatternError("a group is not closed", hint: "close it with `)`", at: start)
        }
        return node
    }

    private mutating func byteClass() throws(PatternError) -> BitSet256 {
        let start = index - 1
        let negated = take("^")
        var set = BitSet256()
        while let scalar = next, scalar != "]" {
            let first = try classByte()
            var last = first
            if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                index += 1
                last = try classByte()
            }
            guard first <= last else {
                throw PatternError(
                    "a range in a class ends before it begins",
                    hint: "write the smaller character first, as [0-9]"
                )
            }
            for byte in first...last { set.insert(Int(byte)) }
        }
        guard take("]") else {
            throw PatternError("a class is not closed", hint: "close it with `]`", at: start)
        }
        guard !set.isEmpty else {
            throw PatternError(
                "a class is empty",
                hint: "write what it may hold, as [0-9]",
                at: start
            )
        }
        return negated ? set.complement : set
    }

    private mutating func classByte() throws(PatternError) -> UInt8 {
        guard let scalar = next else {
            throw PatternError("a class is not closed", hint: "close it with `]`")
        }
        index += 1
        if scalar == "\\" { return try escaped() }
        guard scalar.isASCII else {
            throw PatternError(
                "a class holds a character that is more than one byte",
                hint: "write it as an alternative, such as (é|e)"
            )
        }
        return UInt8(truncatingIfNeeded: scalar.value)
    }

    /// What stands behind a backslash: a punctuation character that means itself.
    private mutating func escaped() throws(PatternError) -> UInt8 {
        guard let scalar = next else { throw PatternError("a backslash ends the pattern") }
        index += 1
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        guard scalar.isASCII, byte > 0x20, byte < 0x7F, !byte.isASCIIAlphanumeric else {
            throw PatternError(
                #"`\\#(Printable(String(scalar)))` is not known here"#,
                hint: scalar == "d" ? "a digit is written [0-9]" : "a class is written [0-9A-Z]"
            )
        }
        return byte
    }
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            false
        }
    }
}
