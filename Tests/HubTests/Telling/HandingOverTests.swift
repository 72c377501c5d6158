import BursarModel
import Dispatch
import Ledger
import PostgreSQL
import Synchronization
import TestSupport
import Testing

@testable import Hub

/// The queue of notes, in a real database; what carries them is the test's.
@Suite struct HandingOverTests {
    private static let start = Timestamp(seconds: 1_795_399_802)
    private static let closed = HandOver.failed("sendmail ended with exit status 75")

    private let scratch: ScratchFolder
    private let database: TestDatabase

    init() throws {
        scratch = try ScratchFolder()
        database = try TestDatabase(migrations: LedgerTemplate.migrations)
    }

    private func hub(later seconds: Int64 = 0, as role: LedgerRole = .run) throws -> Hub {
        Hub(
            home: try Home("\(scratch.path)/home"),
            database: database.address.withUser(role.name),
            clock: .fixed(HandingOverTests.start.adding(seconds: seconds))
        )
    }

    /// One note to each group of readers; an empty one is for the webhook.
    private func queue(_ readers: [String]...) throws {
        try queue(readers)
    }

    private func queue(_ groups: [[String]]) throws {
        let notices = groups.enumerated().map { number, readers in
            Notice(
                readers.isEmpty ? .webhook : .mail,
                .test,
                recipients: readers,
                subject: "note \(number)",
                body: "{}"
            )
        }
        #expect(try hub().queueTest(notices, by: "ann") > 0)
    }

    private func handOver(
        later seconds: Int64,
        _ deliver: (QueuedNotice) -> HandOver
    ) throws -> HandOverReport {
        try hub(later: seconds).handOverNotices(within: .seconds(30)) { notice, _ in
            deliver(notice)
        }
    }

    @Test func `runs and status servers that hand over together send each note once`() throws {
        try queue((0..<24).map { ["reader\($0)@b.example"] })
        let hubs = try [LedgerRole.run, .status, .run, .status].map { try hub(as: $0) }
        let sent = Mutex<[String]>([])
        let counts = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: hubs.count) { index in
            #expect(throws: Never.self) {
                let report = try hubs[index].handOverNotices(within: .seconds(30)) { notice, _ in
                    sent.withLock { $0.append(notice.reader ?? "") }
                    return .done
                }
                counts.withLock { $0 += report.sent }
                #expect(report.failed + report.untried == 0)
            }
        }
        let readers = sent.withLock(\.self)
        #expect(readers.count == 24)
        #expect(Set(readers).count == 24)
        #expect(counts.withLock(\.self) == 24)
    }

    @Test func `what somebody is handing over, a person who does not wait cannot send again`()
        throws
    {
        try queue(["a@b.example"])
        let report = try handOver(later: 0) { _ in
            #expect(throws: Never.self) {
                let second = try hub(later: 30).handOverAllNotices(within: .seconds(30), by: "ann")
                { _, _ in
                    Issue.record("sent twice")
                    return .done
                }
                #expect(second.sent + second.failed + second.untried == 0)
            }
            return .done
        }
        #expect(report.sent == 1)
    }

    @Test func `a note that a killed hub had taken is free again after a minute`() throws {
        try queue(["a@b.example"])
        let connection = try database.connect(as: LedgerRole.run.name)
        defer { connection.close() }
        let ledger = Ledger(connection)
        let start = HandingOverTests.start
        let waiting = try #require(try ledger.waitingNotices(at: start).first)
        let taken = try ledger.take(
            waiting,
            at: start,
            until: start.adding(seconds: 60),
            next: start.adding(seconds: 300)
        )
        #expect(taken?.tries == 1)
        func sent(later seconds: Int64) throws -> Int {
            try hub(later: seconds).handOverAllNotices(within: .seconds(30), by: "ann") { _, _ in
                .done
            }.sent
        }
        #expect(try sent(later: 59) == 0)
        #expect(try sent(later: 60) == 1)
    }

    @Test func `an address that is refused keeps nobody else waiting`() throws {
        try queue(
            ["a@b.example", "wrong@b.example", "gone@b.example", "no@b.example", "c@b.example"]
        )
        let good = ["a@b.example", "c@b.example"]
        let report = try handOver(later: 0) { notice in
            #expect(notice.notice.recipients.count == 5)
            return good.contains(notice.reader ?? "") ? .done : .refused("no such user")
        }
        #expect(report.sent == 2)
        #expect(report.failed == 3)
        #expect(report.untried == 0)
    }

    @Test func `a mail server that is away is asked twice, and the webhook is not kept waiting`()
        throws
    {
        try queue(["a@b.example", "c@b.example"], ["d@b.example", "e@b.example"], [])
        let report = try handOver(later: 0) { notice in
            notice.notice.channel == .mail ? HandingOverTests.closed : .done
        }
        #expect(report.failed == 2)
        #expect(report.untried == 2)
        #expect(report.sent == 1)
        #expect(report.lastError?.text == "sendmail ended with exit status 75")
    }

    @Test func `after three days a note is given up, and doctor says so for a week`() throws {
        let days: Int64 = 86_400
        try queue(["a@b.example"])
        #expect(try complaint(later: 0) == nil, "one that was not tried yet waits for nobody")
        #expect(try handOver(later: 3 * days - 1) { _ in HandingOverTests.closed }.failed == 1)
        #expect(
            try complaint(later: 3 * days)
                == "notes not handed over: 1 waiting, 0 given up: sendmail ended with exit status 75"
        )
        let last = try handOver(later: 3 * days + 300) { _ in HandingOverTests.closed }
        #expect(last.givenUp == 1)
        #expect(last.failed == 0)
        #expect(try handOver(later: 9 * days) { _ in .done }.sent == 0)
        // However many notes came after it.
        try queue((0..<60).map { ["reader\($0)@b.example"] })
        #expect(try handOver(later: 9 * days) { _ in .done }.sent == 60)
        #expect(
            try complaint(later: 10 * days)
                == "notes not handed over: 0 waiting, 1 given up: sendmail ended with exit status 75"
        )
        #expect(try complaint(later: 10 * days + 301) == nil)
    }

    private func complaint(later seconds: Int64) throws -> String? {
        let connection = try database.connect(as: LedgerRole.run.name)
        defer { connection.close() }
        let check = NoticesCheck(
            notices: try Ledger(connection).notices(),
            now: HandingOverTests.start.adding(seconds: seconds)
        )
        let findings = check.findings()
        #expect(findings.count == 1)
        return findings.first { $0.verdict == .warning }?.message
    }

    @Test func `that a person tried the ways, or sent what waits, is in the audit trail`() throws {
        try queue(["a@b.example", "c@b.example"])
        #expect(try handOver(later: 0) { _ in HandingOverTests.closed }.failed == 2)
        let sending = try hub(later: 10).handOverAllNotices(within: .seconds(30), by: "ben") {
            $0.reader == "a@b.example" ? .done : .refused("\(Printable($1.description))")
        }
        #expect(sending.sent == 1)
        let nothing = try hub(later: 90_000).handOverNotices(within: .seconds(30)) { _, _ in .done }
        #expect(nothing.sent == 1)
        let none = try hub(later: 90_000).handOverAllNotices(within: .seconds(30), by: "ben") {
            _,
            _ in .done
        }
        #expect(none.sent == 0)
        let connection = try database.connect(as: LedgerRole.run.name)
        defer { connection.close() }
        let rows = try Ledger(connection).auditTrail().filter { $0.act.hasPrefix("notices") }
        #expect(
            rows.map { row in
                ([row.who, row.act] + row.facts.map { "\($0.name) \($0.value)" })
                    .joined(separator: ", ")
            } == [
                "ann, notices_tested, notes 2",
                "ben, notices_sent, handed_over 1, failed 1, given_up 0",
            ]
        )
        #expect(rows.allSatisfy { $0.campus == nil && $0.login == LedgerRole.run.name })
    }
}
