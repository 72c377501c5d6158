import Foundation
import Posix
import TestSupport
import Testing

/// Servers that are down, are others than they should be, or may not be talked to.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPRefusalTests {
    private let servers: ServerSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let sonoma = ExportBuilder.fines("SONOMABURSAR", job: 2)

    private var site: HubSite { servers.site }

    init() throws { servers = try ServerSite() }

    @Test func `a server with a strange key stops its campus alone`() throws {
        let stranger = try TestSSHServer()
        let wrong = try servers.place("wrong", hostKey: stranger.hostKey)
        try site.onboard([
            CampusDeclaration("humboldt").with(\.location, wrong),
            servers.delivering("sonoma").with(\.location, try servers.place("in")),
        ])
        try servers.put(humboldt, in: "wrong")
        try servers.put(sonoma)
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "failed")
        #expect(part["message"].string?.contains("not the pinned host_key") == true)
        #expect(part["remedy"].string?.contains("ssh-keyscan") == true)
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try servers.files(in: "sfs") == [debitsName: debits(sonoma.fees)])
        #expect(try servers.files(in: "wrong") == [humboldt.fileName: humboldt.xml])
        #expect(try site.ledger.charges == 3)
    }

    @Test func `an outbox with a strange key books nothing`() throws {
        let stranger = try TestSSHServer()
        let wrong = try servers.place("wrong", hostKey: stranger.hostKey)
        try site.onboard([CampusDeclaration("humboldt").with(\.outbox, wrong)])
        try site.put(humboldt, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outcome"] == "failed")
        #expect(try run.campus("humboldt")["remedy"].string?.contains("ssh-keyscan") == true)
        #expect(try site.ledger.charges == 0)
        #expect(try site.inbox(of: "humboldt") == [humboldt.fileName])
    }

    @Test func `a campus is onboarded while its server is down`() throws {
        let campus = try servers.reading("humboldt")
        servers.server.stop()
        #expect(try site.onboard([campus]).exit == 0)
        #expect(try site.run().campus("humboldt")["outcome"] == "failed")
    }

    @Test func `a server that is down stops its campuses alone, and the next run goes on`() throws {
        let chico = ExportBuilder.fines("CHICOBURSAR", job: 3)
        try site.onboard([
            servers.reading("humboldt"), servers.delivering("sonoma"), CampusDeclaration("chico"),
        ])
        try servers.put(humboldt)
        try site.put(sonoma, at: "sonoma")
        try site.put(chico, at: "chico")
        servers.server.stop()
        let run = try site.run()
        #expect(run.exit == 1)
        for campus in ["humboldt", "sonoma"] {
            let part = try run.campus(campus)
            #expect(part["outcome"] == "failed")
            #expect(part["message"].string?.contains("nothing listens at that port") == true)
            #expect(part["remedy"].string?.contains("next run") == true)
        }
        #expect(try run.campus("chico")["outcome"] == "ok")
        #expect(try site.outbox(of: "chico") == [debitsName: debits(chico.fees)])

        try servers.server.start()
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try servers.files(in: "sfs") == [debitsName: debits(sonoma.fees)])
        #expect(try servers.files(in: "in") == [:])
        #expect(try site.inbox(of: "sonoma") == [])
        #expect(try site.ledger.charges == 9)
    }

    @Test func `a key that a group may read is refused with the remedy`() throws {
        try site.scratch.write("no key", to: "shared.key")
        try site.scratch.folder.openFile(FileName("shared.key")).setMode(0o640)
        let shared = try servers.place("in", key: "\(site.scratch.path)/shared.key")
        try site.onboard([CampusDeclaration("humboldt").with(\.location, shared)])
        try servers.put(humboldt)
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "failed")
        #expect(part["message"].string?.contains("key file") == true)
        #expect(part["remedy"].string?.contains("chmod 600") == true)
        #expect(try servers.server.logins() == 0)
    }

    @Test func `a demonstration talks to no server`() throws {
        try site.makeFolder("campuses")
        let files = [
            try site.scratch.write(
                servers.delivering("humboldt").with(\.location, try servers.place("in")).yaml,
                to: "campuses/humboldt.yaml"
            ),
            try site.scratch.write(
                CampusDeclaration("sonoma").with(\.outbox, try servers.place("sfs2")).yaml,
                to: "campuses/sonoma.yaml"
            ),
            try site.scratch.write(SampleFormats.humboldt, to: "campuses/humboldt-sf.yaml"),
        ]
        #expect(try site.command(["demo"] + files).exit == 0)
        try servers.put(humboldt)
        let run = try site.run()
        #expect(run.exit == 1)
        for campus in ["humboldt", "sonoma"] {
            let part = try run.campus(campus)
            #expect(part["outcome"] == "config_error")
            #expect(part["message"] == "a demonstration talks to no server")
            #expect(part["remedy"].string?.contains("no demonstration") == true)
        }
        #expect(try servers.server.logins() == 0)
    }

    @Test func `the private key and patrons' ids stand in no message about servers`() throws {
        let stranger = try servers.server.makeStrangersKey()
        try site.onboard([
            servers.delivering("humboldt").with(\.location, try servers.place("in")),
            CampusDeclaration("sonoma").with(\.location, try servers.place("in2", key: stranger)),
        ])
        try servers.put("in the way", debitsName, in: "sfs")
        try servers.put(humboldt)
        var told = ""
        for arguments in [
            ["run", "--settle", "0", "--run-date", HubSite.runDate, "--verbose"],
            ["run", "--settle", "0", "--json"], ["status"], ["status", "--json"],
            ["outputs", "--json"], ["summary", "--format", "html"], ["campus", "list", "--json"],
            ["campus", "show", "humboldt"], ["held"],
        ] {
            let outcome = try site.command(arguments)
            told += outcome.output + outcome.messages
        }
        #expect(told.contains("refuses the login"))
        #expect(told.contains("waits"))
        for line in try keyLines(servers.server.userKeyFile) + keyLines(stranger) {
            #expect(!told.contains(line))
        }
        for fee in humboldt.fees { #expect(!told.contains(fee.user)) }
        let columns = try site.columns(holding: keyLines(servers.server.userKeyFile))
        #expect(columns == [])
    }

    private func keyLines(_ path: String) throws -> [String] {
        let key = try String(contentsOfFile: path, encoding: .utf8)
        return key.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("-----") }
    }
}
