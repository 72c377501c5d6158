import Glibc
import Hub
import TestSupport
import Testing

/// The hub's own folder, before any database is asked.
@Suite struct HomeTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    private var path: String { "\(scratch.path)/home" }

    @Test func `a home is made for its owner alone`() throws {
        _ = try Home(path)
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
    }

    @Test func `a home keeps its mark, and another home has another`() throws {
        let first = try Home(path)
        #expect(try Home(path).id == first.id)
        #expect(try Home("\(scratch.path)/other").id != first.id)
    }

    @Test func `a damaged mark is refused, for outputs are told apart by it`() throws {
        _ = try Home(path)
        try scratch.write("not a mark\n", to: "home/home.id")
        #expect(throws: HubError.self) { try Home(path) }
    }

    @Test(arguments: ["/", "", "missing/parent/home", ".."])
    func `a path that names no folder to be made is refused`(_ path: String) throws {
        #expect(throws: HubError.self) { try Home(path) }
    }

    @Test func `a home that has worked does not become a demonstration`() throws {
        let home = try Home(path)
        #expect(!home.isDemo)
        _ = try home.subfolder("archive")
        #expect(throws: HubError.self) { try home.becomeDemo() }
    }

    @Test func `an empty home becomes a demonstration for good`() throws {
        #expect(try Home(path).becomeDemo().isDemo)
        #expect(try Home(path).isDemo)
        #expect(try Home(path).becomeDemo().isDemo)
    }
}
