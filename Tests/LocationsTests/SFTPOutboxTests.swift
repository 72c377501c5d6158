import BursarModel
import Digests
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

    @Test func `a person is told what lies on the server under the output's name`() throws {
        let outbox = try outbox()
        let sha256 = digest("charges")
        func seen() throws -> OutputSighting { try outbox.sighting(of: output, sha256: sha256) }
        #expect(try seen() == .absent)
        try outbox.prepare(output)
        #expect(try seen() == .uploaded)
        try scratch.write("yesterday", to: "sfs/a [1].dat")
        #expect(try seen() == .other)
        try scratch.write("tuesday", to: "sfs/a [1].dat")
        #expect(try seen() == .other, "it has the size, and other bytes")
        try scratch.write("charges", to: "sfs/a [1].dat")
        #expect(try seen() == .same, "somebody carried it there by hand")
        #expect(try staging.temporary.list(limit: 10).names == [], "the copy is gone again")
        _ = try scratch.folder.folder(FileName("sfs")).removeFileIfPresent(FileName("a [1].dat"))
        _ = try scratch.folder.folder(FileName("sfs")).folderMadeIfMissing(FileName("a [1].dat"))
        #expect(try seen() == .other, "a folder is no file")
        server.stop()
        #expect(throws: LocationError.self) { try seen() }
    }

    @Test(arguments: [
        ("remote open: Permission denied", false, OutputSighting.sameSize),
        ("remote open: Permission denied", true, .other),
        ("File not found", false, .absent), ("File not found", true, .uploaded),
    ])
    func `a file that may not be read is known by its size, unless its upload lies beside it`(
        refusal: String,
        isUploaded: Bool,
        sighting: OutputSighting
    ) throws {
        let line = "-rw-r--r--    ? 1000     1000            7 Nov 22 21:30"
        let upload = isUploaded ? "echo '\(line) a [1].dat.e7.part'" : ":"
        let path = try scratch.write(
            """
            #!/bin/sh
            echo 'Remote working directory: /x'
            if grep -q get; then echo '\(refusal)' >&2; exit 1; fi
            echo '\(line) a [1].dat'; \(upload)

            """,
            to: "fake-sftp"
        )
        try scratch.folder.openFile(FileName("fake-sftp")).setMode(0o700)
        let session = SFTPSession(access: try access(), executable: path)
        let outbox = SFTPOutbox(session, staging: staging, epoch: 7)
        #expect(
            try outbox.sighting(of: output, sha256: digest("")) == sighting
        )
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

    private func digest(_ text: String) -> SHA256Digest {
        var hasher = SHA256Hasher()
        hasher.update(text)
        return hasher.finalize()
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
