import BursarModel
import Posix
import TestSupport
import Testing

@testable import Locations

@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPOutboxTests {
    private let server: TestSSHServer
    private let scratch: ScratchFolder
    private let staging: StagingArea

    init() throws {
        server = try TestSSHServer()
        scratch = try ScratchFolder()
        for name: FileName in [FileName("sfs"), FileName("pins"), FileName("home")] {
            _ = try scratch.folder.folderMadeIfMissing(name)
        }
        staging = try StagingArea(
            of: try #require(CampusKey("humboldt")),
            home: try scratch.folder.folder(FileName("home"))
        )
        try scratch.write("charges", to: "home/staging/humboldt/a [1].dat.e7")
    }

    @Test func `an output is uploaded aside and then has its name at once`() throws {
        let outbox = try outbox()
        #expect(outbox.canLoseAnswers)
        try scratch.write("half", to: "sfs/a [1].dat.e6.part")  // of an earlier attempt
        try outbox.prepare(output)
        #expect(try scratch.names(in: "sfs") == ["a [1].dat.e7.part"])
        #expect(try scratch.text(of: "sfs/a [1].dat.e7.part") == "charges")
        #expect(try !outbox.wasDelivered(output))
        #expect(outbox.publish(output) == .published)
        #expect(try scratch.names(in: "sfs") == ["a [1].dat"])
        #expect(try scratch.text(of: "sfs/a [1].dat") == "charges")
        #expect(try outbox.wasDelivered(output))
    }

    @Test func `a waiting output is never replaced`() throws {
        let outbox = try outbox()
        try scratch.write("yesterday", to: "sfs/a [1].dat")
        try outbox.prepare(output)
        #expect(outbox.publish(output) == .targetExists)
        #expect(try scratch.text(of: "sfs/a [1].dat") == "yesterday")
        try scratch.write("tuesday", to: "sfs/a [1].dat")
        #expect(try !outbox.wasDelivered(output), "it has the size, and the upload is still there")
    }

    @Test func `an upload may be repeated until it is published`() throws {
        let outbox = try outbox()
        try scratch.write("cha", to: "sfs/a [1].dat.e7.part")
        try outbox.prepare(output)
        try outbox.prepare(output)
        #expect(outbox.publish(output) == .published)
        #expect(try scratch.text(of: "sfs/a [1].dat") == "charges")
    }

    @Test func `an output without its upload is in doubt`() throws {
        #expect(try outbox().publish(output) == .inDoubt(.noEntry))
    }

    @Test func `a size that differs stops an output before it is shown`() throws {
        let longer = StagedOutput(
            stagedName: output.stagedName,
            name: output.name,
            size: 8,
            home: "home-1"
        )
        do {
            try outbox().prepare(longer)
            Issue.record("it was prepared")
        } catch LocationError.transfer(let failure) {
            #expect(failure.reason == .wrongSize)
        }
    }

    @Test func `a server that is down has surely not got it`() throws {
        let outbox = try outbox()
        server.stop()
        #expect(throws: LocationError.self) { try outbox.prepare(output) }
        #expect(outbox.publish(output) == .surelyNotPublished(.connectionRefused))
        #expect(throws: LocationError.self) { try outbox.wasDelivered(output) }
    }

    @Test func `a folder that is gone has surely not got it`() throws {
        try scratch.folder.removeFolder(FileName("sfs"))
        #expect(try outbox().publish(output) == .surelyNotPublished(.noEntry))
    }

    /// What `sftp` prints and how it ends, when a connection breaks at different places.
    @Test(arguments: [
        ("exit 255", PublishVerdict.inDoubt(.connectionReset)),
        ("echo 'Remote working directory: /x'; exit 255", .inDoubt(.connectionReset)),
        ("echo 'Remote working directory: /x'; kill -PIPE $$", .inDoubt(.connectionReset)),
        (
            "echo 'Remote working directory: /x'; echo 'Read: Connection timed out' >&2; exit 255",
            .inDoubt(.connectionReset)
        ),
        (
            "echo 'Remote working directory: /x'; echo 'Remote working directory: /x'; exit 1",
            .published
        ),
        (
            "echo 'ssh: connect to host h: No route to host' >&2; exit 255",
            .surelyNotPublished(.hostUnreachable)
        ),
        ("exit 1", .surelyNotPublished(.noEntry)), ("kill -KILL $$", .inDoubt(.connectionReset)),
    ])
    func `an answer that was lost leaves a doubt, one that cannot have been does not`(
        script: String,
        verdict: PublishVerdict
    ) throws {
        let path = try scratch.write("#!/bin/sh\n\(script)\n", to: "fake-sftp")
        try scratch.folder.openFile(FileName("fake-sftp")).setMode(0o700)
        let session = SFTPSession(access: try access(), executable: path)
        #expect(SFTPOutbox(session, staging: staging, epoch: 7).publish(output) == verdict)
    }

    private var output: StagedOutput {
        StagedOutput(
            stagedName: FileName("a [1].dat.e7"),
            name: FileName("a [1].dat"),
            size: 7,
            home: "home-1"
        )
    }

    private func outbox() throws -> SFTPOutbox {
        SFTPOutbox(try access(), staging: staging, epoch: 7)
    }

    private func access() throws -> SFTPAccess {
        let address = "sftp://\(server.user)@127.0.0.1:\(server.port)\(scratch.path)/sfs"
        return try SFTPAccess(
            to: try #require(SFTPAddress(address)),
            hostKey: try #require(HostKey(server.hostKey)),
            keyFile: server.userKeyFile,
            pins: try scratch.folder.folder(FileName("pins"))
        )
    }
}
