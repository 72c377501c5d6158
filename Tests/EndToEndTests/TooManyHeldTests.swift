import TestSupport
import Testing

/// Where too many fees of an export would be held, the whole export waits.
@Suite struct TooManyHeldTests {
    private let site: HubSite
    private let code = "HUMBOLDTBURSAR"
    private let campus = CampusDeclaration("humboldt")
        .with(\.more, "limits: {held_share: 0.10, held_at_least: 2}")
    private let good = ExportBuilder.fines("HUMBOLDTBURSAR", job: 9)

    init() throws { site = try HubSite() }

    /// Seven good fees, and three of a type that the campus does not know.
    private var doubtful: ExportBuilder {
        let unknown = (1...3).map { number in
            ExportBuilder.Fee("90000001\(number)", "LOCKERKEY", "\(number)", id: "5\(number)")
        }
        return ExportBuilder(code, job: 5, ExportBuilder.fines(7, from: 5000) + unknown)
    }

    @Test func `B76: an export with too many held fees is held whole, the others go on`() throws {
        try site.onboard([campus, CampusDeclaration("sonoma")])
        try site.put(doubtful, at: "humboldt")
        try site.put(good, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(
            part.exportVerdicts == [
                doubtful.fileName: "held too_many_held", good.fileName: "converted",
            ]
        )
        #expect(part.counts == ["read": 3, "written": 3])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(good.fees)])
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.outbox(of: "sonoma").count == 1)
        #expect(try site.ledger.heldFees == 0)
    }

    @Test func `a corrected lookup releases the whole export, and its fees count as read`() throws {
        try site.onboard([campus])
        try site.put(doubtful, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(try site.outbox(of: "humboldt") == [:])
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        let run = try site.run()
        #expect(run.exit == 0)
        let part = try run.campus("humboldt")
        #expect(part.counts == ["read": 10, "written": 10])
        #expect(part.exportVerdicts == [doubtful.fileName: "converted"])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        let text = try #require(try site.outbox(of: "humboldt")[debitsName])
        #expect(text.split(separator: "\n").count == 10)
        #expect(text.hasPrefix(debits(Array(doubtful.fees.prefix(7)))))
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `fees that turn out to be changed count towards the ceiling too`() throws {
        try site.onboard([campus])
        let known = ExportBuilder.fines(code, job: 1, 4)
        try site.put(known, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")

        let changed = known.fees.map { $0.with(\.sum, "50.01") }
        let doubtful = ExportBuilder(code, job: 2, changed + ExportBuilder.fines(4, from: 2000))
        let early = ExportBuilder(code, job: 0, ExportBuilder.fines(2, from: 8000))
        for export in [early, doubtful, good] { try site.put(export, at: "humboldt") }
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(
            part.exportVerdicts == [
                early.fileName: "converted", doubtful.fileName: "held too_many_held",
                good.fileName: "converted",
            ]
        )
        #expect(part.counts == ["read": 5, "written": 5])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(early.fees + good.fees)])
    }

    @Test func `B75: few held fees among many are held alone`() throws {
        try site.onboard([campus])
        var export = ExportBuilder.fines(code, job: 1, 40)
        for place in 0..<4 { export.fees[place * 9].type = "LOCKERKEY" }
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 40, "written": 36, "held": 4])
        let rest = export.fees.filter { $0.type != "LOCKERKEY" }
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(rest)])
    }
}
