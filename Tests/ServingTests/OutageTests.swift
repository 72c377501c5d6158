import HTTPTypes
import Posix
import Testing

@testable import Serving

/// What the log says while the database is away.
@Suite struct OutageTests {
    private func seconds(_ number: Int) -> Duration { .seconds(1000 + number) }

    @Test func `an outage is told once, once a minute with a count, and once when it is over`() {
        var outage = Outage()
        #expect(outage.answered(at: seconds(0)) == nil)
        #expect(outage.met(at: seconds(0)) == .begins)
        for second in 1..<60 { #expect(outage.met(at: seconds(second)) == .nothing) }
        #expect(outage.met(at: seconds(60)) == .goesOn(requests: 60))
        for second in 61..<120 { #expect(outage.met(at: seconds(second)) == .nothing) }
        #expect(outage.met(at: seconds(130)) == .goesOn(requests: 60))
        let end = outage.answered(at: seconds(140))
        #expect(end == .init(requests: 121, lasted: .seconds(140)))
        #expect(outage.answered(at: seconds(141)) == nil)
        #expect(outage.met(at: seconds(200)) == .begins)
    }

    @Test func `one that comes and goes by the second is one outage`() {
        var outage = Outage()
        #expect(outage.met(at: seconds(0)) == .begins)
        for second in 1..<20 {
            #expect(outage.answered(at: seconds(second)) == nil)
            #expect(outage.met(at: seconds(second)) == .nothing)
        }
        #expect(outage.answered(at: seconds(23)) == nil)
        #expect(outage.answered(at: seconds(24)) == .init(requests: 20, lasted: .seconds(24)))
    }

    @Test func `many requests without a database are one line, and other faults each have theirs`()
    {
        let told = Told()
        let log = Log(say: told.note, saysAll: false)
        let now = MonotonicClock.now
        let away = Problem.databaseAway.answer(.page).because(of: "no\n server")
        for _ in 0..<100 {
            log.note(.get, "/held", away, since: now, databaseAnswered: .zero)
        }
        #expect(told.lines.count == 1)
        #expect(told.lines.first?.hasPrefix("GET /held 503 ") == true)
        #expect(told.lines.first?.hasSuffix(" ms: no server") == true)
        let fault = Problem.ours.answer(.page).because(of: "a fault")
        for _ in 0..<2 { log.note(.get, "/", fault, since: now, databaseAnswered: .zero) }
        #expect(told.lines.dropFirst().map { $0.hasSuffix(" ms: a fault") } == [true, true])
        log.note(
            .get,
            "/",
            Answer(.text, "ok"),
            since: now,
            databaseAnswered: now + .seconds(60)
        )
        #expect(told.lines.last?.hasPrefix("the database answers again; in ") == true)
        #expect(told.lines.last?.hasSuffix(" s 100 requests got 503") == true)
    }
}
