import BursarModel
import Ledger
import Posix
import TestSupport
import Testing

@testable import Hub

/// What a home has written down, compared with what the database knows.
@Suite struct DatabaseAgeTests {
    private let scratch: ScratchFolder
    private let humboldt: CampusKey

    init() throws {
        scratch = try ScratchFolder()
        humboldt = try #require(CampusKey("humboldt"))
    }

    private func kind(
        begun: Int?,
        highest: Int,
        accepted: Int = 0,
        planned: Int? = nil,
        delivered: Int = 0,
        writtenUnder database: String = "d"
    ) -> DatabaseAge.Difference.Kind? {
        DatabaseAge.kind(
            of: begun.map { HighWaterFile.Mark(database: database, output: $0) },
            known(highest, accepted: accepted, planned: planned, delivered: delivered),
            in: "d"
        )
    }

    private func known(
        _ highest: Int,
        accepted: Int = 0,
        planned: Int? = nil,
        delivered: Int = 0
    ) -> KnownOutputs {
        KnownOutputs(
            campus: humboldt,
            highest: highest,
            accepted: accepted,
            firstPlanned: planned,
            highestDelivered: delivered
        )
    }

    @Test func `home and database of the same day agree`() {
        #expect(kind(begun: nil, highest: 0) == nil)
        #expect(kind(begun: nil, highest: 7, delivered: 7) == nil, "from before such files")
        #expect(kind(begun: 7, highest: 7, delivered: 7) == nil)
        #expect(kind(begun: 7, highest: 8, planned: 8, delivered: 7) == nil)
        #expect(kind(begun: 7, highest: 7, delivered: 6) == nil, "killed before it was recorded")
    }

    @Test func `a database that lacks outputs is older, until a person accepts it`() {
        #expect(kind(begun: 9, highest: 7, delivered: 7) == .outputsMissing(from: 8, to: 9))
        #expect(kind(begun: 9, highest: 7, accepted: 9, delivered: 7) == nil)
        #expect(kind(begun: 9, highest: 0, accepted: 8) == .outputsMissing(from: 9, to: 9))
    }

    @Test func `an output that was begun to be published is never planned again`() {
        #expect(kind(begun: 8, highest: 8, planned: 8) == .plannedAgain(output: 8))
        #expect(
            kind(begun: 8, highest: 8, accepted: 8, planned: 8) == .plannedAgain(output: 8)
        )
    }

    @Test func `another database's outputs are told apart`() {
        #expect(kind(begun: 3, highest: 9, writtenUnder: "x") == .otherDatabase(output: 3))
    }

    @Test func `a home that lacks deliveries is older, and stops no run`() throws {
        let found = try #require(kind(begun: 5, highest: 7, delivered: 7))
        #expect(found == .homeOlder(home: 5, database: 7))
        #expect(!DatabaseAge.Difference(campus: humboldt, kind: found).isDatabaseBehind)
    }

    @Test func `F09 what another hub shows between both looks is no difference`() {
        let marks = [humboldt: HighWaterFile.Mark(database: "d", output: 3)]
        func lasting(_ before: KnownOutputs, _ after: KnownOutputs) -> [DatabaseAge.Difference] {
            let found = DatabaseAge.differences(of: marks, [before], in: "d")
            return DatabaseAge.lasting(found, of: marks, [after], in: "d")
        }
        #expect(lasting(known(0), known(3, delivered: 3)) == [])
        #expect(lasting(known(3, planned: 1), known(3, delivered: 3)) == [])
        #expect(lasting(known(0), known(5, delivered: 5)) == [], "it shows more of them by now")
        #expect(lasting(known(0), known(2)).map(\.kind) == [.outputsMissing(from: 1, to: 3)])
        #expect(lasting(known(3, planned: 1), known(3, planned: 1)).count == 1)
        let older = lasting(known(5, delivered: 5), known(7, delivered: 7))
        #expect(older.map(\.kind) == [.homeOlder(home: 3, database: 5)])
    }

    @Test func `what was written down is read back, and nothing damaged is believed`() throws {
        let home = try Home("\(scratch.path)/home")
        let file = try HighWaterFile(of: humboldt, in: home)
        #expect(try file.read() == nil)
        for output in [3, 12] {
            let mark = HighWaterFile.Mark(database: "a-1", output: output)
            try file.write(mark)
            #expect(try file.read() == mark)
        }
        #expect(try scratch.names(in: "home/high-water") == ["humboldt"])
        for text in ["", "database a\n", "database a\noutput -1\n", "database a\noutput 03\n"] {
            try scratch.write(text, to: "home/high-water/humboldt")
            #expect(throws: HubError.self) { try file.read() }
        }
    }
}
