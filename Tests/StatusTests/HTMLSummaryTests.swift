import BursarModel
import Status
import Testing

@Suite struct HTMLSummaryTests {
    @Test func `the page of an evening is as the golden has it`() throws {
        try expectGolden(HTMLReport.summary(try Fixture.consortium()), "consortium.html")
    }
}
