import BursarModel
import Digests
import Locations
import Posix
import TestSupport
import Testing

@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPLocationTests {
    private let server: TestSSHServer
    private let scratch: ScratchFolder
    private let archive: Folder
    private let export = "<?xml version=\"1.0\"?><xml-fragment>fees</xml-fragment>"

    init() throws {
        server = try TestSSHServer()
        scratch = try ScratchFolder()
        for name: FileName in [FileName("alma in"), FileName("archive"), FileName("pins")] {
            _ = try scratch.folder.folderMadeIfMissing(name)
        }
        archive = try scratch.folder.folder(FileName("archive"))
        try scratch.write(export, to: "alma in/SJ-1-1700000000.xml")
    }

    @Test func `exports are listed with sizes, and the rest is told apart`() throws {
        try scratch.write(export + "\n", to: "alma in/SJ-2-1600000000.xml")
        try scratch.write("", to: "alma in/other.xml")
        try scratch.write("", to: "alma in/.hidden")
        try scratch.write("", to: "alma in/odd\nname")
        try scratch.makeLink("alma in/SJ-3-1.xml", to: "/etc/passwd")
        _ = try scratch.folder.folder(FileName("alma in")).folderMadeIfMissing(
            FileName("SJ-4-1.xml")
        )
        let listing = try location().arrivals(codes: codes)
        #expect(
            listing.arrivals.map(\.name.text) == ["SJ-2-1600000000.xml", "SJ-1-1700000000.xml"]
        )
        #expect(
            listing.arrivals.map(\.identity.size) == [
                Int64(export.utf8.count) + 1, Int64(export.utf8.count),
            ]
        )
        #expect(listing.refused.map(\.name.text) == ["SJ-3-1.xml", "SJ-4-1.xml"])
        #expect(listing.refused.allSatisfy { $0.reason == .notRegular })
        #expect(listing.ignored.filter(\.isUnclaimedXML).map(\.name.shown) == ["other.xml"])
        #expect(!listing.isCut)
        let now = Timestamp(microseconds: WallClock.now.microseconds)
        let age = now.seconds - (listing.arrivals.first?.identity.modified.seconds ?? 0)
        #expect((-5...125).contains(age))  // the minute alone is listed
    }

    @Test func `an export comes into the archive and stays where it was`() throws {
        let location = try location()
        let sha256 = SHA256Digest(of: export)
        let taken = TakenFile(
            archivedAs: try #require(FileName("\(sha256.hex)-SJ-1-1700000000.xml")),
            sha256: sha256,
            size: Int64(export.utf8.count)
        )
        #expect(try take(try arrival(at: location), from: location) == .taken(taken))
        #expect(try scratch.names(in: "archive") == [taken.archivedAs.shown])
        #expect(try scratch.text(of: "archive/\(taken.archivedAs.shown)") == export)
        #expect(try archive.status(of: taken.archivedAs)?.mode == 0o400)
        #expect(try scratch.names(in: "alma in") == ["SJ-1-1700000000.xml"])
    }

    @Test func `an export that changed, broke off or went is not taken and leaves nothing`() throws
    {
        let location = try location()
        let looked = try arrival(at: location)
        try scratch.write(export + " ", to: "alma in/SJ-1-1700000000.xml")
        #expect(try take(looked, from: location) == .changed)
        try scratch.write("<xml-fragment>", to: "alma in/SJ-1-1700000000.xml")
        #expect(try take(try arrival(at: location), from: location) == .open)
        try scratch.move("alma in/SJ-1-1700000000.xml", to: "elsewhere")
        #expect(try take(looked, from: location) == .gone)
        try scratch.makeLink("alma in/SJ-1-1700000000.xml", to: "../elsewhere")
        #expect(try take(looked, from: location) == .changed)
        #expect(try scratch.names(in: "archive") == [])
    }

    @Test func `a published export is removed, and a new one of its name stays`() throws {
        let location = try location()
        let looked = try arrival(at: location)
        try scratch.write("another", to: "alma in/SJ-1-1700000000.xml")
        #expect(try location.leave(looked, .remove) == .changed)
        try scratch.write(export, to: "alma in/SJ-1-1700000000.xml")
        #expect(try location.leave(try arrival(at: location), .leave) == .done)
        #expect(try location.leave(try arrival(at: location), .remove) == .done)
        #expect(try scratch.names(in: "alma in") == [])
        #expect(try location.leave(looked, .remove) == .gone)
    }

    @Test func `a published export moves aside and replaces none there`() throws {
        let location = try location()
        let processed = AfterPublication.move(to: FileName("processed"))
        #expect(try location.leave(try arrival(at: location), processed) == .done)
        #expect(try scratch.text(of: "alma in/processed/SJ-1-1700000000.xml") == export)
        try scratch.write("again", to: "alma in/SJ-1-1700000000.xml")
        let second = try location.leave(try arrival(at: location), processed)
        #expect(second == .stays(.remoteInputOutput))
        #expect(try scratch.text(of: "alma in/processed/SJ-1-1700000000.xml") == export)
        #expect(try scratch.text(of: "alma in/SJ-1-1700000000.xml") == "again")
    }

    @Test func `a file is at rest when two looks show the same`() throws {
        let location = try location()
        let look = try arrival(at: location)
        let now = Timestamp(microseconds: WallClock.now.microseconds)
        let rule = RestRule(settleSeconds: 60)
        let first = Sighting(of: look, after: nil, at: now)
        #expect(try location.judge(look, first: nil, by: rule, now: now) == .settling)
        let later = now.adding(seconds: 60)
        #expect(try location.judge(look, first: first, by: rule, now: later) == .atRest)
    }

    @Test func `a folder on a server has one owner, and the mark is nothing that lies there`()
        throws
    {
        let location = try location()
        let owner = OwnerMark(home: "a1", database: "7000000001")
        #expect(try location.claim(for: owner) == .marked)
        #expect(try location.claim(for: owner) == .ours)
        let other = OwnerMark(home: "b2", database: "7000000001")
        #expect(try location.claim(for: other) == .foreign(owner))
        #expect(try scratch.names(in: "alma in/.bursarhub") == ["owner.a1.7000000001"])
        #expect(try location.arrivals(codes: codes).ignored == [])
        #expect(throws: LocationError.self) {
            try location.claim(for: OwnerMark(home: "../x", database: "1"))
        }
    }

    @Test func `a server with another key is refused before the login`() throws {
        let other = try TestSSHServer()
        let location = try location(hostKey: other.hostKey)
        try expect(.hostKey) { try location.arrivals(codes: codes) }
        #expect(try server.logins() == 0)
    }

    @Test func `a key that the server does not know is told so`() throws {
        let location = try location(keyFile: try server.makeStrangersKey())
        try expect(.loginRefused) { try location.arrivals(codes: codes) }
    }

    @Test func `a folder that is not there is no empty one`() throws {
        let missing = SFTPLocation(try access(path: "\(scratch.path)/nowhere"))
        try expect(.noFolder) { try missing.arrivals(codes: codes) }
        let looked = try arrival(at: try location())
        #expect(throws: LocationError.self) { try missing.leave(looked, .remove) }
        #expect(throws: LocationError.self) { try take(looked, from: missing) }
    }

    @Test func `a server that is down is told so`() throws {
        server.stop()
        try expect(.connectionRefused) {
            try location().arrivals(codes: codes)
        }
    }

    @Test func `a key file that others can read is refused before it is used`() throws {
        try scratch.write("key", to: "open")
        try scratch.folder.openFile(FileName("open")).setMode(0o644)
        try expect(.keyFile) { try access(keyFile: "\(scratch.path)/open") }
        try expect(.keyFile) { try access(keyFile: "\(scratch.path)/missing") }
        try expect(.keyFile) { try access(keyFile: "\(scratch.path)/no/where") }
    }

    private var codes: [ProfileCode] { [ProfileCode("SJ")].compactMap { $0 } }

    private func location(
        hostKey: String? = nil,
        keyFile: String? = nil
    ) throws -> SFTPLocation {
        SFTPLocation(try access(hostKey: hostKey, keyFile: keyFile))
    }

    private func access(
        path: String? = nil,
        hostKey: String? = nil,
        keyFile: String? = nil
    ) throws -> SFTPAccess {
        try SFTPAccess(
            to: try address(path),
            hostKey: try #require(HostKey(hostKey ?? server.hostKey)),
            keyFile: keyFile ?? server.userKeyFile,
            pins: try scratch.folder.folder(FileName("pins"))
        )
    }

    private func address(_ path: String? = nil) throws -> SFTPAddress {
        let path = path ?? "\(scratch.path)/alma in"
        return try #require(
            SFTPAddress("sftp://\(server.user)@127.0.0.1:\(server.port)\(path)")
        )
    }

    private func expect<Value>(
        _ reason: SFTPError.Reason,
        of deed: () throws -> Value
    ) throws {
        do {
            _ = try deed()
            Issue.record("it was done")
        } catch LocationError.transfer(let failure) {
            #expect(failure.reason == reason)
        }
    }

    private func arrival(at location: SFTPLocation) throws -> Arrival {
        try #require(location.arrivals(codes: codes).arrivals.first)
    }

    private func take(_ arrival: Arrival, from location: SFTPLocation) throws -> TakeOutcome {
        try location.take(arrival, into: archive, epoch: 7, accepting: .closed)
    }
}
