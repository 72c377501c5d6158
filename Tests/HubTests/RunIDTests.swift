import BursarModel
import Testing

@testable import Hub

@Suite struct RunIDTests {
    @Test func `F09 runs that begin in the same second have names of their own`() {
        let now = Timestamp(seconds: 1_795_000_000)
        let names = Set((0..<500).map { _ in RunID.make(at: now) })
        #expect(names.count == 500)
        #expect(names.allSatisfy { $0.hasPrefix("20261118-") && $0.utf8.count == 24 })
    }
}
