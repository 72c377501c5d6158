internal import BursarModel

/// Refuses characters that a person cannot see or that a terminal would obey.
///
/// NEL and the Unicode separators are among them: YAML breaks lines at them and editors do not, so
/// that a key could hide in what looks like a comment.
///
/// - Returns: false where there was one.
func checkCharacters(of text: String, findings: Findings) -> Bool {
    var place = Place(line: 1, column: 0)
    var sound = true
    for character in text {
        if character == "\n" || character == "\r\n" {
            place = Place(line: place.line + 1, column: 0)
            continue
        }
        place.column += 1
        guard let hidden = character.unicodeScalars.first(where: isForbidden) else { continue }
        sound = false
        findings.error(
            "the character U+\(codePoint(hidden)) cannot stand in a declaration",
            at: place,
            hint: "remove it; it is not visible"
        )
    }
    return sound
}

/// Whether a value may not hold it either, written with an escape such as `"\u0007"`.
func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\t" && scalar != "\n" && Printable.isInvisible(scalar)
}

func codePoint(_ scalar: Unicode.Scalar) -> Printable {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return Printable(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
}
