import Posix
import Testing

@testable import Hub

@Suite struct ServerPatienceTests {
    private struct Away: Error {}

    @Test func `F14 all campuses of a run wait for a lost server once`() throws {
        let patience = ServerPatience(.milliseconds(40), least: .milliseconds(1))
        #expect(throws: Away.self) {
            try patience.open { left in
                #expect(left > .milliseconds(1) && left <= .milliseconds(40))
                EndRequest.sleep(.milliseconds(50))
                throw Away()
            }
        }
        #expect(patience.open { $0 } == .milliseconds(1))
        #expect(patience.open { $0 } > .milliseconds(1), "it answered meanwhile")
    }
}
