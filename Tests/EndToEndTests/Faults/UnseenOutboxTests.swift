import Glibc
import TestSupport
import Testing

/// An outbox that cannot be looked at may hide what a killed run left there.
@Suite struct UnseenOutboxTests {
    @Test func `an outbox that cannot be looked at is told though nothing came`() throws {
        let site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        let hidden = "\(site.home)/outbox/humboldt/.bursarhub"
        #expect(unsafe rename(hidden, hidden + "-away") == 0)
        try site.scratch.write("", to: "home/outbox/humboldt/.bursarhub")

        let run = try site.run()
        #expect(run.exit == 1)
        let told = try run.campus("humboldt")
        #expect(told["outcome"] == "config_error", "\(told)")
        #expect(told["message"].string?.contains(".bursarhub") == true, "\(told)")
        #expect(try run.campus("sonoma")["outcome"] == "nothing")

        try site.remove("outbox/humboldt/.bursarhub")
        #expect(unsafe rename(hidden + "-away", hidden) == 0)
        let mended = try site.run()
        #expect(mended.exit == 0)
        #expect(try mended.campus("humboldt")["outcome"] == "nothing")
    }
}
