import BursarModel
import Status
import Testing

@Suite struct TextSummaryTests {
    @Test func `the summary of an evening is as the golden has it`() throws {
        let text = TextReport.summary(try Fixture.consortium(), style: .plain)
        try expectGolden(text, "consortium.txt")
    }

    @Test func `colours only add to what the plain text says`() throws {
        let run = try Fixture.consortium()
        let coloured = TextReport.summary(run, style: TerminalStyle(colour: true))
        #expect(coloured.contains("\u{1B}[31m▲"))
        let bare = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(bare == TextReport.summary(run, style: .plain))
    }
}
