import Serving
import Testing

@Suite("the status server")
struct StatusServerTests {
    @Test func `can be made without a database`() { _ = StatusServer() }
}
