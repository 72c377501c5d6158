import BursarModel
import Testing

struct DiagnosticTests {
    @Test func `a finding is one line as compilers print it`() {
        let finding = Diagnostic(
            .error,
            "unknown key `bussiness_unit`",
            at: Place(line: 31, column: 5),
            hint: "did you mean `business_unit`?",
            file: "campuses/humboldt.yaml"
        )
        #expect(
            finding.line
                == "campuses/humboldt.yaml:31:5: error: unknown key `bussiness_unit`; did you mean `business_unit`?"
        )
    }

    @Test func `a finding without a place or a file has no empty colons`() {
        let place = Place(line: 2, column: 1)
        #expect(Diagnostic(.warning, "look").line == "warning: look")
        #expect(Diagnostic(.warning, "look", at: place).line == "2:1: warning: look")
        #expect(Diagnostic(.error, "look", file: "x.yaml").line == "x.yaml: error: look")
    }

    @Test func `a file's name cannot forge a line`() {
        let finding = Diagnostic(.error, "look", file: "x\nerror: fine.yaml")
        #expect(!finding.line.contains("\n"))
    }

    @Test func `places are ordered as a reader meets them`() {
        let places = [(2, 1), (1, 9), (1, 2)].map { Place(line: $0.0, column: $0.1) }
        #expect(places.sorted().map(\.column) == [2, 9, 1])
    }

    @Test func `warnings alone are no errors`() {
        #expect(![Diagnostic(.warning, "look")].hasErrors)
        #expect([Diagnostic(.warning, "look"), Diagnostic(.error, "stop")].hasErrors)
    }
}
