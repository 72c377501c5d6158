internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A pattern for `students` that tells nobody apart, or meets no id that PeopleSoft can hold.
enum StudentPattern {
    private static let emplid = 11
    private static let explanation: Message =
        "write the form of the campus's ids, such as '^[0-9]{9}$'; all other borrowers are `other`"

    static func check(_ pattern: BytePattern, at place: Place, findings: Findings) {
        let lengths = pattern.lengths
        if lengths.least > emplid {
            findings.warning(
                "the pattern meets ids of \(lengths.least) characters and more, an EMPLID has \(emplid) at most",
                at: place,
                hint: explanation
            )
        } else if probes.allSatisfy({ pattern.matches($0.span) }) {
            findings.warning(
                "the pattern meets every id, so that nobody is an `other` borrower",
                at: place,
                hint: explanation
            )
        } else if lengths.most == 0 {
            findings.warning("the pattern meets no id at all", at: place, hint: explanation)
        }
    }

    /// Ids of students, of community borrowers, and what nobody has.
    private static let probes: [[UInt8]] = [
        "900123456", "012345678", "1000123456", "U1234", "jdoe", "Jane.Doe@campus.example",
        "23001234567890", "x", "1",
    ].map { Array($0.utf8) }
}
