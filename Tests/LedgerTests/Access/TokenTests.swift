import BursarModel
import Digests
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Tokens, and the two functions that the status login has besides its views.
@Suite struct TokenTests {
    private let desk: LedgerDesk
    private let status: Ledger

    init() throws {
        desk = try LedgerDesk()
        try desk.onboard(.chico)
        status = Ledger(try desk.database.connect(as: LedgerRole.status.name))
    }

    private func hash(_ text: String) -> [UInt8] { SHA256Digest(of: text).bytes }

    @discardableResult
    private func create(
        _ name: String,
        _ text: String,
        _ viewer: Viewer = .consortium,
        trace: Bool = false
    ) throws -> Bool {
        try desk.ledger.createToken(
            name,
            hash: hash(text),
            viewer: viewer,
            mayTrace: trace,
            by: "registrar",
            at: LedgerDesk.evening
        )
    }

    @Test func `a token grants what it was made for, until it is revoked`() throws {
        #expect(try create("it", "one"))
        #expect(try create("library", "two", .campus(.humboldt), trace: true))
        #expect(try !create("it", "three"), "a name is given once")
        let all = try #require(try status.grant(of: hash("one")))
        #expect(all.name == "it" && all.viewer == .consortium && !all.mayTrace)
        let own = try #require(try status.grant(of: hash("two")))
        #expect(own.viewer == .campus(.humboldt) && own.mayTrace)
        for text in ["three", "", "one "] { #expect(try status.grant(of: hash(text)) == nil) }
        #expect(try status.grant(of: []) == nil)

        let later = LedgerDesk.evening.adding(seconds: 60)
        #expect(try desk.ledger.revokeToken("it", by: "auditor", at: later) == .revoked)
        #expect(try status.grant(of: hash("one")) == nil)
        #expect(
            try desk.ledger.revokeToken("it", by: "x", at: later.adding(seconds: 9))
                == .revokedBefore(at: later)
        )
        #expect(try desk.ledger.revokeToken("nobody's", by: "x", at: later) == .unknown)
        #expect(try !create("it", "four"), "not even after its token was revoked")
        let tokens = try desk.ledger.tokens()
        #expect(tokens.map(\.name) == ["it", "library"])
        #expect(tokens[0].revokedBy == "auditor" && tokens[0].revokedAt == later)
        #expect(tokens[1].revokedAt == nil && tokens[1].campus == .humboldt)
        #expect(
            try desk.rows(
                """
                select who || ' ' || act || ' ' || campus || ' ' || subject as line
                from ledger.audit where act like 'token%' order by number
                """,
                "line"
            ) == [
                "registrar token_created  it", "registrar token_created humboldt library",
                "auditor token_revoked  it",
            ]
        )
    }

    @Test func `G13 nobody but the status login asks what a token grants, or notes a trace`() throws
    {
        try create("it", "one")
        let administrator = try desk.administrator()
        try LedgerAccess.makeLogins(administrator)
        for login in [LedgerRole.run.name, LedgerRole.purge.name, "bursarhub_campus_humboldt"] {
            let ledger = Ledger(try desk.database.connect(as: login))
            #expect(throws: PostgresError.self, "\(login)") {
                try ledger.grant(of: hash("one"))
            }
            #expect(throws: PostgresError.self, "\(login)") {
                try ledger.noteTrace(viewerName: "x", campus: .humboldt, subject: "s")
            }
        }
        for viewer in [Viewer.consortium, .campus(.humboldt)] {
            #expect(throws: PostgresError.self) {
                try status.asViewer(viewer) { try $0.tokens() }
            }
        }
    }

    @Test func `a trace on a page is one row of the trail, and no other act can be put there`()
        throws
    {
        try status.noteTrace(viewerName: "library", campus: .humboldt, subject: "humboldt-x1.7")
        #expect(
            try desk.rows(
                """
                select campus || ' ' || who || ' ' || login || ' ' || act || ' ' || subject as line
                from ledger.audit order by number desc limit 1
                """,
                "line"
            ) == ["humboldt library bursarhub_status traced humboldt-x1.7"]
        )
        let before = try desk.count("select count(*) as count from ledger.audit")
        for (who, campus, subject) in [
            (" ", CampusKey.humboldt, "s"), ("x", .named("nowhere"), "s"),
            (String(repeating: "x", count: 257), .humboldt, "s"),
            ("x", .humboldt, String(repeating: "s", count: 257)),
        ] {
            #expect(throws: PostgresError.self) {
                try status.noteTrace(viewerName: who, campus: campus, subject: subject)
            }
        }
        let session = try desk.database.connect(as: LedgerRole.status.name)
        #expect(throws: PostgresError.self) {
            _ = try session.query(
                "select ledger.append_audit('', 'x', 'purged', null, null, null, null, '{}')"
            )
        }
        #expect(try desk.count("select count(*) as count from ledger.audit") == before)
    }
}
