import Glibc
import Posix
import TestSupport
import Testing

/// What lies in a location and is no export: never opened, never followed, never run.
@Suite struct PlacesTests {
    private let site: HubSite
    private let good = ExportBuilder.fines("HUMBOLDTBURSAR", job: 999)
    private let other = ExportBuilder.fines("SONOMABURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
    }

    private static let xml = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 1).xml

    @Test func `B79: links, pipes and folders named as exports are never read`() throws {
        try site.put(good, at: "humboldt")
        let inbox = "home/inbox/humboldt"
        try site.scratch.write(PlacesTests.xml, to: "elsewhere.xml")
        try site.scratch.makeLink(
            "\(inbox)/HUMBOLDTBURSAR-1-1795000001000.xml",
            to: "\(site.scratch.path)/elsewhere.xml"
        )
        try site.scratch.makeLink(
            "\(inbox)/HUMBOLDTBURSAR-2-1795000002000.xml",
            to: "/nonexistent"
        )
        try site.scratch.makePipe("\(inbox)/HUMBOLDTBURSAR-3-1795000003000.xml")
        try site.makeFolder("\(inbox)/HUMBOLDTBURSAR-4-1795000004000.xml")
        try site.scratch.makeHardLink(
            "\(inbox)/HUMBOLDTBURSAR-5-1795000005000.xml",
            to: "elsewhere.xml"
        )
        try site.scratch.makeLink("\(inbox)/HUMBOLDTBURSAR-6-1795000006000.xml", to: "/etc/shadow")
        try site.scratch.makeLink("\(inbox)/HUMBOLDTBURSAR-7-1795000007000.xml", to: "/dev/zero")
        try site.scratch.makeSocket("\(inbox)/HUMBOLDTBURSAR-8-1795000008000.xml")
        let run = try site.run()
        #expect(run.exit == 1)
        let verdicts = try run.campus("humboldt").exportVerdicts
        #expect(verdicts.count == 9)
        #expect(verdicts.values.filter { $0 == "held not_regular" }.count == 8)
        #expect(verdicts[good.fileName] == "converted")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try site.ledger.exports == 1)
    }

    @Test func `B78: names that are no export's are passed over, and never given to a shell`()
        throws
    {
        try site.put(good, at: "humboldt")
        let names = [
            "-rf", "$(touch x)", "`touch x`", "CON", ".hidden.xml", "..xml.",
            "HUMBOLDTBURSAR-1-1795000001000.xml.part", "HUMBOLDTBURSAR-1-1795000001000.tmp",
            "HUMBOLDTBURSAR-1-1795000001000.xml.", "notes.txt", "a\nb",
            String(repeating: "n", count: 255),
        ]
        for name in names { try site.put(PlacesTests.xml, at: "humboldt", as: name) }
        try site.put(Array(PlacesTests.xml.utf8), at: "humboldt", as: "\u{1B}[31m")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").exportVerdicts == [good.fileName: "converted"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try site.inbox(of: "humboldt").count == names.count + 1)
    }

    @Test func `B78 stray XML is shown with its odd name escaped, and the run exits 1`() throws {
        try site.put(PlacesTests.xml, at: "humboldt", as: "\u{1B}[31m\nforged: ok.xml")
        let run = try site.command(["run", "--settle", "0", "--run-date", HubSite.runDate])
        #expect(run.exit == 1)
        let json = try site.run()
        #expect(json.exit == 1)
        #expect(
            try json.campus("humboldt").exportVerdicts.values.map { $0 } == ["ignored name_pattern"]
        )
        for shown in [run.output, run.messages, json.output, json.messages] {
            #expect(!shown.contains("\u{1B}") && !shown.contains("\nforged"))
        }
    }

    @Test func `B83 a file of a terabyte is refused by its size, in no time`() throws {
        try site.put(other, at: "sonoma")
        let file = try site.put("<a/>", at: "humboldt", as: "HUMBOLDTBURSAR-1-1795000001000.xml")
        try #require(unsafe truncate(file, 1 << 40) == 0)
        let run = try site.limitedRun("ulimit -d 262144; ulimit -t 10")
        #expect(run.exit == 1)
        #expect(
            try run.campus("humboldt").exportVerdicts
                == ["HUMBOLDTBURSAR-1-1795000001000.xml": "held too_large"]
        )
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(other.fees)])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can act for another user"))
    func `B81 a file of another owner is taken, and one that cannot be removed is left there`()
        throws
    {
        try site.put(good, at: "humboldt")
        let folder = "\(site.home)/inbox/humboldt"
        let attribute = try ChildProcess("chattr", ["+a", folder]).run(deadline: .seconds(10))
        guard attribute.succeeded else { return }  // this filesystem has no such attribute
        let first = try site.run()
        let second = try site.run()
        _ = try ChildProcess("chattr", ["-a", folder]).run(deadline: .seconds(10))
        #expect(first.exit == 1)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try site.inbox(of: "humboldt") == [good.fileName])
        #expect(try second.campus("humboldt").counts == [:])
    }
}
