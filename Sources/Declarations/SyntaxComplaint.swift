internal import BursarModel
internal import Yams

/// Says what is wrong with a text that is not YAML, where, and what most often is the cause.
///
/// The parser's own words are looked up, not shown: they name its inner states, and its
/// description quotes the line.
func complain(of error: any Error, in text: String, findings: Findings) {
    let cursor = PlaceCursor(text)
    switch error {
    case YamlError.scanner(_, "found character that cannot start any token", let mark, _)
    where cursor.index(of: mark).map { text.unicodeScalars[$0] } == "\t":
        findings.error("a tab cannot indent", at: cursor.place(mark), hint: "use blanks")
    case YamlError.scanner(let context, let problem, let mark, _),
        YamlError.parser(let context, let problem, let mark, _):
        let (message, hint) = complaint(problem, context: context?.text ?? "")
        findings.error(message, at: cursor.place(mark), hint: hint)
    case YamlError.composer(_, _, let mark, _):
        findings.error("the text goes on after its end here", at: cursor.place(mark))
    default:
        findings.error("this is not YAML", at: Place(line: 1, column: 1))
    }
}

private func complaint(_ problem: String, context: String) -> (Message, Message?) {
    switch problem {
    case "mapping values are not allowed in this context":
        (
            "a `:` cannot stand here",
            "check the indentation, and put a text that holds `: ` in quotes"
        )
    case "could not find expected ':'":
        ("a key has no `:`", "write `key: value`, and check the line before")
    case "did not find expected key", "did not find expected '-' indicator",
        "block sequence entries are not allowed in this context":
        ("the indentation does not fit what stands above", "align it with its neighbours")
    case "found a tab character that violates indentation",
        "found a tab character where an indentation space is expected":
        ("a tab cannot indent", "use blanks")
    case "found character that cannot start any token":
        ("a value cannot begin with this character", "put the value in quotes")
    case "found unexpected end of stream":
        ("the text ends inside quotes", "close them")
    case "did not find expected ',' or ']'":
        ("a list in `[ ]` goes wrong here", "separate its entries with `,` and close it with `]`")
    case "did not find expected ',' or '}'":
        (
            "a mapping in `{ }` goes wrong here",
            "separate its entries with `,` and close it with `}`"
        )
    case "found unknown escape character", "did not find expected hexdecimal number",
        "found invalid Unicode character escape code":
        ("an escape in quotes is unknown", "use single quotes where a `\\` is meant as written")
    case "did not find expected node content":
        ("a value is missing here", nil)
    default:
        context.contains("quoted scalar")
            ? ("a quoted text goes wrong here", "close its quotes in the same line")
            : ("this is not YAML", "check the indentation and the quotes of the line")
    }
}
