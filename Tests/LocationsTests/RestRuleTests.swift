import BursarModel
import Locations
import Posix
import TestSupport
import Testing

@Suite struct RestRuleTests {
    private let rule = RestRule(settleSeconds: 60)
    private let noon = Timestamp(seconds: 1_795_000_000)

    @Test func `a file whose two times are older than the rule is at rest at once`() throws {
        #expect(try judge(arrival(modified: -60, changed: -60)) == .atRest)
        #expect(try judge(arrival(modified: -59, changed: -60)) == .settling)
    }

    @Test func `a file that was dated back is not older for it`() throws {
        #expect(try judge(arrival(modified: -9999, changed: -59)) == .settling)
    }

    @Test func `a file from the future must be seen unchanged`() throws {
        let look = try arrival(modified: 9999, changed: 9999)
        #expect(judge(look) == .settling)
        #expect(judge(look, first: seen(look, -59)) == .settling)
        #expect(judge(look, first: seen(look, -60)) == .atRest)
    }

    @Test func `a place that tells no change must show a file unchanged`() throws {
        let look = try arrival(modified: -9999, changed: nil)
        #expect(judge(look) == .settling)
        #expect(judge(look, first: seen(look, -60)) == .atRest)
    }

    @Test func `whatever differs between two looks begins the wait anew`() throws {
        let look = try arrival(modified: -10, changed: -10)
        let others = [
            FileIdentity(size: 9, modified: look.identity.modified, inode: 1),
            FileIdentity(size: 10, modified: noon, inode: 1),
            FileIdentity(size: 10, modified: look.identity.modified, inode: 2),
        ]
        for other in others {
            let first = Sighting(
                identity: other,
                unchangedSince: noon.adding(seconds: -100),
                firstSeen: noon
            )
            #expect(judge(look, first: first) == .settling)
            let next = Sighting(of: look, after: first, at: noon)
            #expect(next.unchangedSince == noon && next.firstSeen == first.firstSeen)
        }
        let same = Sighting(of: look, after: seen(look, -5), at: noon)
        #expect(same.unchangedSince == noon.adding(seconds: -5))
    }

    @Test func `a file that rests with an open end waits six hours and no longer`() throws {
        let look = try arrival(modified: -100, changed: -100)
        #expect(judge(look, end: .open) == .settling)
        #expect(judge(look, first: seen(look, -21_599), end: .open) == .settling)
        #expect(judge(look, first: seen(look, -21_600), end: .open) == .restedTooLong)
        let old = try arrival(modified: -21_600, changed: -21_600)
        #expect(judge(old, end: .open) == .restedTooLong)
    }

    @Test func `an end that nobody has seen is looked at on taking, but not after six hours`()
        throws
    {
        let look = try arrival(modified: -9999, changed: nil)
        #expect(judge(look, first: seen(look, -60), end: .unknown) == .atRest)
        #expect(judge(look, first: seen(look, -21_600), end: .unknown) == .restedTooLong)
    }

    @Test func `zero seconds take everything and look at nothing`() throws {
        let look = try arrival(modified: 9999, changed: 9999)
        let verdict = try RestRule(settleSeconds: 0).judge(first: nil, look: look, now: noon) {
            throw PosixError(.read, .inputOutput, path: "never looked at")
        }
        #expect(verdict == .atRest)
    }

    @Test func `the end is looked at only where the rest is enough`() throws {
        let look = try arrival(modified: 0, changed: 0)
        let verdict = try rule.judge(first: nil, look: look, now: noon) {
            throw PosixError(.read, .inputOutput, path: "too early")
        }
        #expect(verdict == .settling)
    }

    @Test func `somebody is told of a file that has settled for six hours`() throws {
        let look = try arrival(modified: 0, changed: 0)
        #expect(!rule.needsAttention(seen(look, -21_599), now: noon))
        #expect(rule.needsAttention(seen(look, -21_600), now: noon))
    }

    private func judge(
        _ look: Arrival,
        first: Sighting? = nil,
        end: ExportEnd = .closed
    ) -> RestVerdict {
        rule.judge(first: first, look: look, now: noon) { end }
    }

    private func seen(_ look: Arrival, _ seconds: Int64) -> Sighting {
        let then = noon.adding(seconds: seconds)
        return Sighting(identity: look.identity, unchangedSince: then, firstSeen: then)
    }

    private func arrival(modified: Int64, changed: Int64?) throws -> Arrival {
        let name = ExportName.parse(
            FileName("SJ-1-2.xml"),
            codes: [try #require(ProfileCode("SJ"))]
        )
        return Arrival(
            name: try #require(name),
            identity: FileIdentity(size: 10, modified: noon.adding(seconds: modified), inode: 1),
            changed: changed.map { noon.adding(seconds: $0) }
        )
    }
}
