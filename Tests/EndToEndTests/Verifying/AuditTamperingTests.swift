import PostgreSQL
import TestSupport
import Testing

/// What is done to the audit trail, and to its anchor, is seen.
@Suite struct AuditTamperingTests {
    private let site: HubSite
    private let forger: Forger

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        for job in 1...2 {
            try site.put(.fines("HUMBOLDTBURSAR", job: job), at: "humboldt")
            #expect(try site.run().exit == 0)
            try site.collect(from: "humboldt")
        }
        forger = try Forger(site)
    }

    /// The trail has eight rows: migration, onboarding, and per run an output, a campus, the run.
    private func expect(
        _ expected: Set<String>,
        _ what: String,
        exit: Int32 = 70
    ) throws {
        let verified = try site.verify()
        #expect(verified.findings == expected, "\(what)")
        #expect(verified.exit == exit, "\(what)")
    }

    @Test func `G12 edits, removals, reorderings and cutting off of rows are each reported`() throws
    {
        #expect(try site.verify().json["audit"]["rows"] == 8)
        let edits: [PostgresStatement] = [
            "update ledger.audit set who = 'somebody else' where number = 3",
            "update ledger.audit set at = at - interval '1 s' where number = 3",
            "update ledger.audit set totals = null where number = 3",
            "update ledger.audit set facts = '{}' where number = 3",
            "update ledger.audit set digest = sha256('') where number = 3",
            "update ledger.audit set reason = 'x' where number = 3",
            "update ledger.audit set campus = '' where number = 3",
            "update ledger.audit set login = 'x' where number = 3",
        ]
        for edit in edits {
            #expect(try forger.forge(edit) == 1)
            try expect(["audit_changed row 3"], edit.text)
            try forger.restore()
        }
        try forger.forge("delete from ledger.audit where number in (4, 6)")
        try expect(["audit_missing row 4", "audit_missing row 6"], "removal")
        try forger.restore()
        try forger.forge("delete from ledger.audit where number = 1")
        try expect(["audit_missing row 1"], "removal of the first")
        try forger.restore()
        let swap: [PostgresStatement] = [
            "update ledger.audit set number = 99 where number = 3",
            "update ledger.audit set number = 3 where number = 4",
            "update ledger.audit set number = 4 where number = 99",
        ]
        for step in swap { #expect(try forger.forge(step) == 1) }
        try expect(
            [
                "audit_changed row 3", "audit_changed row 4", "audit_reordered row 3",
                "audit_reordered row 4", "audit_reordered row 5",
            ],
            "reordering"
        )
        try forger.restore()
        for last in [8, 5, 2] {
            try forger.forge("delete from ledger.audit where number >= \(last)")
            try expect(["audit_cut_off row \(last)"], "cut off from \(last)", exit: 70)
            try forger.restore()
        }
        try expect([], "restored", exit: 0)
    }

    @Test func `G12 a trail that was edited and hashed anew does not fit the anchor`() throws {
        try forger.forge("update ledger.audit set who = 'somebody else' where number = 4")
        try forger.rehash()
        try expect(["audit_changed row 5", "audit_changed row 8"], "hashed anew")
    }

    // MARK: The anchor

    private var anchor: [String] {
        get throws {
            try site.scratch.text(of: "home/audit.anchor").split(separator: "\n").map(String.init)
        }
    }

    private func write(_ lines: [String], ending: String = "\n") throws {
        _ = try site.scratch.write(
            lines.joined(separator: "\n") + ending,
            to: "home/audit.anchor"
        )
    }

    @Test func `G12 the anchor's lines cannot be changed, made or taken out unseen`() throws {
        let lines = try anchor
        #expect(lines.count == 2)
        var edited = lines
        edited[0] = edited[0].replacing("1 run 5 ", with: "1 run 4 ")
        #expect(edited[0] != lines[0])
        try write(edited)
        try expect(["anchor_changed anchor line 1"], "edited")
        try write([lines[1]])
        try expect(
            ["anchor_changed anchor line 1", "anchor_missing \(site.home)/audit.anchor"],
            "the first taken out"
        )
        try write(lines + [lines[1]])
        try expect(["anchor_changed anchor line 3"], "repeated")
        try write([], ending: "")
        try expect(["anchor_missing \(site.home)/audit.anchor"], "emptied", exit: 1)
        try site.remove("audit.anchor")
        try expect(["anchor_missing \(site.home)/audit.anchor"], "removed", exit: 1)
        try write(lines)
        try expect([], "restored", exit: 0)
    }

    @Test func `an anchor that is behind by one killed run, or torn, is no fault`() throws {
        let lines = try anchor
        try write([lines[0], String(lines[1].prefix(70))], ending: "")
        let verified = try site.verify()
        #expect(verified.exit == 0)
        #expect(verified.findings == ["anchor_incomplete anchor line 2"])
        // The next run writes behind it.
        try site.put(.fines("HUMBOLDTBURSAR", job: 9), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try anchor.count == 3)
        #expect(try site.verify().findings == ["anchor_incomplete anchor line 2"])
        #expect(try site.verify().json["audit"]["anchors"] == 2)
    }

    @Test func `a run that cannot write the anchor has delivered, and says so`() throws {
        try site.remove("audit.key")
        try site.put(.fines("HUMBOLDTBURSAR", job: 9), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "ok")
        #expect(run.messages.contains("audit.key"))
        #expect(try site.outbox(of: "humboldt").count == 1)
        let verified = try site.command(["verify"])
        #expect(verified.exit == 2)
        #expect(verified.messages.contains("audit.key"))
    }

    @Test func `a quiet run adds nothing to the trail or the anchor`() throws {
        let before = try anchor
        #expect(try site.run().exit == 0)
        #expect(try anchor == before)
        #expect(try site.verify().json["audit"]["rows"] == 8)
    }

    @Test func `the anchor can be a file of another place, and a journal gets its line`() throws {
        try site.makeFolder("elsewhere")
        let path = "\(site.scratch.path)/elsewhere/anchor"
        try site.put(.fines("HUMBOLDTBURSAR", job: 9), at: "humboldt")
        let run = try site.command(
            ["run", "--settle", "0", "--audit-anchor", path],
            environment: ["JOURNAL_STREAM": "1:2"]
        )
        #expect(run.exit == 0)
        let line = try site.scratch.text(of: "elsewhere/anchor")
        #expect(line.hasPrefix("1 run 11 "))
        #expect(run.messages.contains("audit anchor: \(line)"))
        #expect(
            try site.verify(environment: ["BURSARHUB_AUDIT_ANCHOR": path]).json["audit"]["anchors"]
                == 1
        )
        #expect(try anchor.count == 2)
    }

    @Test func `the key is its owner's alone, or it is refused`() throws {
        let key = try site.scratch.text(of: "home/audit.key")
        #expect(key.utf8.count == 65)
        let modes = try ChildProcessOutput.lines(
            "stat",
            ["-c", "%a", "\(site.home)/audit.key", "\(site.home)/audit.anchor"]
        )
        #expect(modes == ["600", "600"])
        _ = try ChildProcessOutput.lines("chmod", ["640", "\(site.home)/audit.key"])
        let verified = try site.command(["verify"])
        #expect(verified.exit == 2)
        #expect(!verified.messages.contains(key.prefix(16)))
    }
}
