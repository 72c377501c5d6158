import Posix
import Testing

@Suite struct UserNameTests {
    @Test func `root is the account of number 0`() {
        #expect(UserName.name(of: 0) == "root")
    }

    @Test func `a number that nobody has is no name`() {
        #expect(UserName.name(of: 3_999_999_999) == nil)
    }
}
