import ArgumentParser
import BursarModel

/// What a person says about a decision: it is kept for years, and shown to whoever looks.
enum Reason {
    static let longest = 1000

    /// - Throws: where the text says nothing, could act on a terminal, or names a patron by number.
    static func validate(_ reason: String) throws {
        guard !reason.isBlank else {
            throw ValidationError("the reason is empty; say why, in words for whoever asks later")
        }
        guard reason.utf8.count <= longest else {
            throw ValidationError("the reason is too long: \(longest) bytes at most")
        }
        guard !reason.unicodeScalars.contains(where: Printable.isInvisible) else {
            throw ValidationError(
                "the reason holds a line ending, or a character that cannot be seen"
            )
        }
        guard !namesAPatron(reason) else {
            throw ValidationError(
                "the reason holds what looks like a student's id or a social security number; leave it out, for reasons are kept and shown"
            )
        }
    }

    /// Nine digits by themselves, or grouped as `123-45-6789`.
    private static func namesAPatron(_ reason: String) -> Bool {
        let digits = reason.matches(of: /[0-9]+/).map { $0.output.count }
        return digits.contains(9)
            || reason.contains(/(?:^|[^0-9])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}(?:[^0-9]|$)/)
    }
}
