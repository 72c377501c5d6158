import BursarModel
import Digests
import Ledger
import PostgreSQL
import Testing

/// The table of guarantee 2.2, as far as the ledger answers it: by name, content and number.
@Suite struct RecognitionTests {
    private let desk: LedgerDesk
    private let booked = TestExport("a.xml", number: "1", [.charge("1")])

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(booked)
    }

    private func verdict(
        _ name: String,
        _ digest: SHA256Digest
    ) throws -> String {
        let claim = try desk.claim()
        let recognition = try desk.ledger.recognise(
            name: name,
            sha256: digest,
            under: claim
        )
        try desk.ledger.release(claim)
        return switch recognition {
        case .new: "new"
        case .booked(let export): "booked \(export.export)"
        case .held(let held): "held \(held.export)"
        case .nameReused: "name reused"
        }
    }

    private func hold(_ name: String, content: String, _ reason: HoldReason) throws {
        let claim = try desk.claim()
        var draft = SettlementDraft()
        draft.held = [
            .init(
                export: claim.nextExport,
                file: TestExport.file(name, content: content),
                exportNumber: nil,
                isKnown: false,
                reason: reason,
                message: ""
            )
        ]
        try desk.settle(draft, under: claim)
        try desk.ledger.release(claim)
    }

    @Test func `booked content is recognised under any name`() throws {
        #expect(try verdict("a.xml", booked.file.sha256) == "booked 1")
        #expect(try verdict("z.xml", booked.file.sha256) == "booked 1")
        let claim = try desk.claim()
        guard
            case .booked(let export) = try desk.ledger.recognise(
                name: "a.xml",
                sha256: booked.file.sha256,
                under: claim
            )
        else {
            Issue.record("not recognised")
            return
        }
        #expect(export.read == Tally(count: 1, chargeCents: 1250))
        #expect(export.exportNumber == "1")
    }

    @Test func `new content under a booked name is told`() throws {
        #expect(try verdict("a.xml", SHA256Digest(of: "other")) == "name reused")
        #expect(try verdict("b.xml", SHA256Digest(of: "other")) == "new")
    }

    @Test func `a name is not seen while its export is only held`() throws {
        try hold("h.xml", content: "broken", .notWellFormed)
        #expect(try verdict("h.xml", SHA256Digest(of: "whole")) == "new")
    }

    @Test func `content that is held is taken up where it stopped`() throws {
        try hold("h.xml", content: "held", .wrongCampus)
        let digest = SHA256Digest(of: "held")
        #expect(try verdict("h.xml", digest) == "held 2")
        #expect(try verdict("other.xml", digest) == "held 2")
        try desk.onboard(.humboldt, text: "campus: y\n")
        #expect(try verdict("h.xml", digest) == "held 2")
    }

    @Test func `held content under a booked name stays that held export`() throws {
        try hold("a.xml", content: "second", .nameReused)
        #expect(try verdict("a.xml", SHA256Digest(of: "second")) == "held 2")
    }

    @Test func `what another campus booked is new here`() throws {
        try desk.onboard(.chico)
        let claim = try desk.claim(.chico)
        let recognition = try desk.ledger.recognise(
            name: "a.xml",
            sha256: booked.file.sha256,
            under: claim
        )
        guard case .new = recognition else {
            Issue.record("recognised was \(recognition)")
            return
        }
        #expect(try desk.ledger.booked(exportNumber: "1", at: .chico) == nil)
    }

    @Test func `a number is seen when an export with it was booked`() throws {
        #expect(try desk.ledger.booked(exportNumber: "1", at: .humboldt)?.export == 1)
        #expect(try desk.ledger.booked(exportNumber: "2", at: .humboldt) == nil)
    }

    @Test func `the same content is never booked twice`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([booked], under: claim)
        #expect(throws: PostgresError.self) { try desk.settle(draft, under: claim) }
        #expect(try desk.count("select count(*) as count from ledger.export") == 1)
    }

    // MARK: What lies in the location

    @Test func `a file that was decided on is known by name, size and time`() throws {
        let file = booked.file
        func decision(_ name: String, _ bytes: Int64, _ at: Timestamp) throws -> FileDecision? {
            try desk.ledger.decision(name: name, bytes: bytes, receivedAt: at, at: .humboldt)
        }
        #expect(try decision(file.name, file.bytes, file.receivedAt) == .settled)
        #expect(try decision("b.xml", file.bytes, file.receivedAt) == nil)
        #expect(try decision(file.name, file.bytes + 1, file.receivedAt) == nil)
        let later = Timestamp(microseconds: file.receivedAt.microseconds + 1)
        #expect(try decision(file.name, file.bytes, later) == nil)
    }

    // MARK: Held exports

    @Test func `a broken upload is set aside when the whole export comes`() throws {
        try hold("b.xml", content: "begin", .notWellFormed)
        try hold("c.xml", content: "", .emptyFile)
        try hold("d.xml", content: "html", .wrongRoot)
        func broken() throws -> [Int] {
            try desk.ledger.brokenUploads(at: .humboldt).map(\.part.export)
        }
        #expect(try broken() == [])
        try desk.settle(TestExport("b.xml", number: "9", [.charge("2")]))
        #expect(try broken() == [2])
        let claim = try desk.claim()
        #expect(try desk.ledger.supersede([2, 1], under: claim, at: LedgerDesk.evening) == 1)
        #expect(
            try desk.rows(
                "select state, reason, run from ledger.export order by export",
                "state",
                "reason",
                "run"
            ) == [
                "converted - run-1", "ignored superseded \(claim.run)",
                "held empty_file run-3", "held wrong_root run-4", "converted - run-5",
            ]
        )
    }

    @Test func `held exports are judged anew when that can help`() throws {
        try hold("b.xml", content: "b", .wrongCampus)
        try hold("c.xml", content: "c", .doctype)
        try hold("d.xml", content: "d", .nameReused)
        let claim = try desk.claim()
        func anew(_ version: String = "1.0") throws -> [String] {
            try desk.ledger.heldExportsToJudgeAnew(under: claim, hubVersion: version)
                .map { "\($0.export)\($0.joinsNext ? " released" : "")" }
        }
        #expect(try anew() == [])
        #expect(try anew("2.0") == ["2"])
        try desk.administrator().execute(
            "update ledger.export set joins_next = true where export = 4"
        )
        #expect(try anew() == ["4 released"])
        #expect(try anew("2.0") == ["2", "4 released"])
    }
}
