import BursarModel
import TestSupport
import Testing

@testable import Serving

@Suite struct ProxyUsersTests {
    @Test func `users see the consortium, or the campuses that the file names`() throws {
        let file = """
            ada@example.edu: consortium
            ben@example.edu: [humboldt, san-marcos]
            eve@example.edu: {sees: humboldt, trace: true}
            """
        let (users, diagnostics) = ProxyUsers.read(Array(file.utf8), named: "users.yaml")
        #expect(diagnostics.isEmpty)
        let visitors = try #require(users).visitors
        #expect(visitors["ada@example.edu"]?.sight == .consortium)
        #expect(visitors["ben@example.edu"]?.sight == .campuses(keys("humboldt", "san-marcos")))
        #expect(visitors["ben@example.edu"]?.mayTrace == false)
        #expect(visitors["eve@example.edu"]?.sight == .campuses(keys("humboldt")))
        #expect(visitors["eve@example.edu"]?.mayTrace == true)
        #expect(visitors["Ada@example.edu"] == nil)
    }

    @Test(arguments: [
        ("①[a]\n", "the file holds a list, but a mapping of keys is needed"),
        ("ada: ①Humboldt\n", "`Humboldt` is no campus's key"),
        ("ada: ①[]\n", "this user would see nothing"),
        ("ada: ①{trace: true}\n", "`sees` is missing"),
        ("ada: {sees: consortium, ①may_trace: true}\n", "unknown key `may_trace`"),
        ("ada: {sees: consortium, trace: ①maybe}\n", "`trace` is `maybe`"),
    ])
    func `what cannot be meant is refused where it stands`(text: String, words: String) {
        let file = MarkedText(text)
        let (users, diagnostics) = ProxyUsers.read(Array(file.text.utf8), named: "users.yaml")
        #expect(users == nil)
        #expect(diagnostics.first?.message.text == words)
        #expect(diagnostics.first?.place == file.places["①"])
    }

    @Test func `a changed file counts, and a broken one leaves the last good one in force`() throws
    {
        let scratch = try ScratchFolder()
        let told = Told()
        let path = try scratch.write("ada: consortium\n", to: "users.yaml")
        let file = try ProxyUsersFile(path, tell: told.note, betweenLooks: .zero)
        #expect(file.visitor("ada") != nil)
        #expect(file.visitor("ben") == nil)

        try scratch.write("ben: [humboldt]\n", to: "users.yaml")
        #expect(file.visitor("ada") == nil)
        #expect(file.visitor("ben") != nil)

        try scratch.write("ben: [Humboldt]\nada: consortium\n", to: "users.yaml")
        #expect(file.visitor("ada") == nil)
        #expect(file.visitor("ben") != nil)
        #expect(file.visitor("ben") != nil)
        #expect(told.lines.count == 2)
        #expect(told.lines.last?.contains("users.yaml:1:7: error: `Humboldt`") == true)
    }

    private func keys(_ texts: String...) -> [CampusKey] { texts.compactMap { CampusKey($0) } }
}
