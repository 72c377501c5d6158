import BursarModel
import Testing

@testable import Status

/// The line below a finding is the file's, and what is underlined is what is meant.
struct FindingTextTests {
    private func shown(_ line: String, _ from: Int, _ to: Int) -> [String] {
        var finding = Diagnostic(.error, "no", at: Place(line: 7, column: from), file: "x.yaml")
        finding.sourceLine = line
        finding.endColumn = to
        return Array(TextReport.findings([finding]).dropFirst())
    }

    @Test func `the text that is meant is underlined`() {
        #expect(shown("state: lvie", 8, 12) == ["    7 | state: lvie", "      |        ^~~~"])
        #expect(shown("a: b", 5, 6) == ["    7 | a: b", "      |     ^"])
    }

    @Test func `a tab takes the columns up to the next stop`() {
        #expect(shown("\ta: lvie", 5, 9) == ["    7 |     a: lvie", "      |        ^~~~"])
        #expect(shown("ab\tlvie", 4, 8) == ["    7 | ab  lvie", "      |     ^~~~"])
    }

    @Test func `wide characters take two columns`() {
        #expect(shown("日本: lvie", 5, 9) == ["    7 | 日本: lvie", "      |       ^~~~"])
        #expect(shown("a: 日本", 4, 6) == ["    7 | a: 日本", "      |    ^~~~"])
    }

    @Test func `what cannot be seen is escaped, and underlined as it is shown`() {
        #expect(
            shown("a: x\u{200B}y", 4, 7) == [
                #"    7 | a: x\u{200b}y"#, "      |    ^~~~~~~~~~",
            ]
        )
    }

    @Test func `of a long line the part around the meant text is shown`() {
        let line =
            String(repeating: "a", count: 200) + " lvie " + String(repeating: "b", count: 200)
        let lines = shown(line, 202, 206)
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(lines[0].contains(" lvie ") && lines[0].hasSuffix("…"))
        let under = lines[1].firstIndex(of: "^").map {
            lines[1].distance(from: lines[1].startIndex, to: $0)
        }
        let meant = lines[0].firstRange(of: "lvie").map {
            lines[0].distance(from: lines[0].startIndex, to: $0.lowerBound)
        }
        #expect(under == meant && lines[1].hasSuffix("^~~~"))
    }

    @Test func `a finding without its line is one line`() {
        let finding = Diagnostic(.warning, "no", at: Place(line: 7, column: 1), file: "x.yaml")
        #expect(TextReport.findings([finding]) == ["x.yaml:7:1: warning: no"])
    }
}
