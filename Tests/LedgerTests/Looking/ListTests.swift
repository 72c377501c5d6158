import BursarModel
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Lists that are cut and continued in the database.
@Suite struct ListTests {
    private let wall: WalledLedger
    private let ledger: Ledger

    init() throws {
        wall = try WalledLedger()
        let administrator = try wall.desk.administrator()
        defer { administrator.close() }
        // Of each campus twelve held fees and twelve outputs, several at one moment.
        for statement: PostgresStatement in [
            "update ledger.export set reason = 'export_reused' where state = 'held'",
            """
            insert into ledger.held_fee (campus, held, export, ordinal, line, kind, id, fingerprint,
                fee_type, reason, message, state, since, judged_revision, judged_version, judged_on)
            select f.campus, f.held + n, f.export, 100 + n, n, 'btx', 'TX' || n, f.fingerprint,
                f.fee_type, f.reason, f.message, f.state, f.since + (n / 3) * interval '1 hour',
                f.judged_revision, f.judged_version, f.judged_on
            from ledger.held_fee f, generate_series(1, 11) n
            """,
            """
            insert into ledger.output (campus, output, run, epoch, name, kind, format, file, state,
                revision, run_date, run_second, run_sequence, file_sequence, home_id, outbox,
                planned_at, fees, records, charge_cents, credit_cents)
            select o.campus, o.output + n, o.run, o.epoch, o.name || n, o.kind, o.format, o.file,
                o.state, o.revision, o.run_date, o.run_second, o.run_sequence + n,
                o.file_sequence + n, o.home_id, o.outbox, o.planned_at - (n / 3) * interval '1 hour',
                o.fees, o.records, o.charge_cents, o.credit_cents
            from ledger.output o, generate_series(1, 11) n
            where o.output = 1
            """,
        ] { try administrator.execute(statement) }
        ledger = Ledger(try wall.desk.database.connect(as: LedgerRole.status.name))
    }

    private func held(_ viewer: Viewer, _ campus: CampusKey? = nil, limit: Int) throws -> [[String]]
    {
        var pages: [[String]] = []
        var place: ListPlace<HeldItemID>?
        repeat {
            let list = try ledger.asViewer(viewer) {
                try $0.heldList(at: campus, after: place, limit: limit)
            }
            pages.append(list.items.map(\.id))
            place = list.next.flatMap { ListPlace<HeldItemID>($0.text) }
            #expect(place == list.next)
        } while place != nil && pages.count < 100
        return pages
    }

    private func outputs(_ viewer: Viewer, _ campus: CampusKey? = nil, limit: Int) throws
        -> [[String]]
    {
        var pages: [[String]] = []
        var place: ListPlace<OutputID>?
        repeat {
            let list = try ledger.asViewer(viewer) {
                try $0.outputList(of: campus, after: place, limit: limit)
            }
            pages.append(list.outputs.map(\.id))
            place = list.next.flatMap { ListPlace<OutputID>($0.text) }
            #expect(place == list.next)
        } while place != nil && pages.count < 100
        return pages
    }

    @Test func `page by page everything is listed once, in one order, whatever a page holds`()
        throws
    {
        for viewer in [Viewer.consortium, .campus(WalledLedger.own)] {
            let allHeld = try held(viewer, limit: 500)
            let allOutputs = try outputs(viewer, limit: 500)
            #expect(allHeld.count == 1 && allOutputs.count == 1)
            #expect(allHeld[0].count == (viewer == .consortium ? 25 : 12))
            #expect(allOutputs[0].count == (viewer == .consortium ? 24 : 12))
            for limit in [1, 5, 12] {
                let pages = try held(viewer, limit: limit)
                #expect(pages.flatMap(\.self) == allHeld[0])
                #expect(pages.dropLast().allSatisfy { $0.count == limit })
                #expect(try outputs(viewer, limit: limit).flatMap(\.self) == allOutputs[0])
            }
        }
        let first = try held(.consortium, limit: 1).first
        #expect(first == ["delta-x2"], "all fees of an export wait with it")
        let newest = try outputs(.consortium, limit: 6).first
        let expected = ["delta-3", "delta-2", "delta-1", "humboldt-3", "humboldt-2", "humboldt-1"]
        #expect(newest == expected)
        #expect(
            try outputs(.consortium, WalledLedger.own, limit: 12)
                == outputs(
                    .campus(WalledLedger.own),
                    limit: 12
                )
        )
    }

    @Test func `a list goes on at its place when what stood there is gone`() throws {
        let pages = try held(.campus(WalledLedger.own), limit: 4)
        let place = try #require(
            try ledger.asViewer(.campus(WalledLedger.own)) {
                try $0.heldList(at: nil, limit: 4).next
            }
        )
        let administrator = try wall.desk.administrator()
        defer { administrator.close() }
        try administrator.execute(
            """
            update ledger.held_fee
            set state = 'written_off', settled_at = now(), settled_by = 'x', bucket = 'skipped'
            where campus = 'humboldt' and held = \(place.id == .fee(.humboldt, 4) ? 4 : 0)
            """
        )
        let rest = try ledger.asViewer(.campus(WalledLedger.own)) {
            try $0.heldList(at: nil, after: place, limit: 4)
        }
        #expect(rest.items.map(\.id) == pages[1])
    }

    @Test func `G10 no place in a list leads a campus to a row of another`() throws {
        let everywhere = Array(0...30).flatMap { number in
            [Timestamp(seconds: 0), LedgerDesk.evening, Timestamp(microseconds: .max)]
                .map { ($0, number) }
        }
        for (time, number) in everywhere {
            for campus in [WalledLedger.own, WalledLedger.other] {
                for named in [nil, WalledLedger.own, WalledLedger.other] {
                    let told = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                        """
                        \(try ledger.outputList(
                            of: named,
                            after: ListPlace(time, OutputID(campus, number)),
                            limit: 100
                        ).outputs)
                        \(try ledger.heldList(
                            at: named,
                            after: ListPlace(time, .fee(campus, number)),
                            limit: 100
                        ))
                        \(try ledger.heldList(
                            at: named,
                            after: ListPlace(time, .export(campus, number)),
                            limit: 100
                        ))
                        """
                    }
                    #expect(!told.contains("delta"), "\(time) \(campus) \(number)")
                    if told.contains("delta") { return }
                }
            }
        }
    }

    @Test(arguments: [
        "", ".", "1", "1.", "1.humboldt", "x.humboldt-1", "-1.humboldt-1", "1.humboldt-0",
        "1.humboldt-1.2", "99999999999999999999.humboldt-1", "1.Humboldt-1", "1 .humboldt-1",
    ])
    func `what is no place in a list is none`(text: String) {
        #expect(ListPlace<OutputID>(text) == nil)
        #expect(ListPlace<HeldItemID>(text) == nil)
    }

    @Test func `a fee without a transaction id shows none, not what stands for it`() throws {
        let desk = try LedgerDesk()
        try desk.settle(TestExport([.held(nil), .held("7")]))
        #expect(try desk.ledger.held(at: nil).map(\.transactionID) == [nil, "7"])
        #expect(
            try desk.ledger.heldList(at: nil, limit: 9).items.map(\.transactionID) == [nil, "7"]
        )
    }

    @Test func `what is not delivered is counted, on whichever page it stands`() throws {
        let list = try ledger.asViewer(.consortium) { try $0.outputList(of: nil, limit: 1) }
        #expect(list.outputs.count == 1)
        #expect(list.unsettled == [.planned: 24])
        #expect(list.next != nil)
        let held = try ledger.asViewer(.consortium) { try $0.heldList(at: nil, limit: 1) }
        #expect(held.counts.values.joined().reduce(0) { $0 + $1.tally.count } == 25)
    }
}
