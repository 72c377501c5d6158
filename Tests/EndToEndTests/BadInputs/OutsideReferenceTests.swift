import Glibc
import Posix
import TestSupport
import Testing

/// Exports that ask for something outside of themselves: nothing is opened, nobody is called.
@Suite struct OutsideReferenceTests {
    private let site: HubSite
    private let other = ExportBuilder.fines("SONOMABURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
    }

    private func text(_ doctype: String, _ new: String, insteadOf old: String = "MAIN") -> String {
        ExportBuilder.fines("HUMBOLDTBURSAR", job: 1).xml
            .replacing("?>\n", with: "?>\n\(doctype)\n").replacing(old, with: new)
    }

    /// Runs with this export, and expects it held while the other campus goes on.
    private func expectHeld(_ text: String, _ reason: String) throws {
        let name = "HUMBOLDTBURSAR-5-1795000005000.xml"
        try site.put(text, at: "humboldt", as: name)
        try site.put(other, at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").exportVerdicts == [name: "held \(reason)"])
        #expect(try site.outbox(of: "sonoma") == [debitsName: debits(other.fees)])
    }

    @Test func `B15 a file that an entity names is not opened`() throws {
        let target = try OpenWatch(try site.scratch.write("SECRET", to: "target"))
        let doctype = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file://\(target.path)\">]>"
        try expectHeld(text(doctype, "&e;"), "doctype")
        #expect(!target.wasOpened)
    }

    @Test func `B16 an address that an entity names is not called`() throws {
        let listener = try LoopbackListener()
        let url = "http://127.0.0.1:\(listener.port)/e"
        let doctype = "<!DOCTYPE a SYSTEM \"\(url)\" [<!ENTITY e SYSTEM \"\(url)\">]>"
        try expectHeld(text(doctype, "&e;"), "doctype")
        #expect(!listener.wasCalled)
    }

    @Test func `B17 a document type that a path names is not opened`() throws {
        let target = try OpenWatch(try site.scratch.write("<!ENTITY e \"5\">", to: "target.dtd"))
        let doctype =
            "<!DOCTYPE a SYSTEM \"\(target.path)\" [<!ENTITY % p SYSTEM \"\(target.path)\"> %p;]>"
        try expectHeld(text(doctype, "&e;"), "doctype")
        #expect(!target.wasOpened)
    }

    @Test func `B19 a file that an inclusion names is not opened`() throws {
        let target = try OpenWatch(try site.scratch.write("5", to: "target.txt"))
        let include =
            "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"\(target.path)\" parse=\"text\"/>"
        try expectHeld(text("", "<xb:sum>\(include)", insteadOf: "<xb:sum>"), "unexpected_element")
        #expect(!target.wasOpened)
    }

    @Test func `an open file and a call would have been seen`() throws {
        let target = try OpenWatch(try site.scratch.write("seen", to: "target"))
        _ = try site.scratch.text(of: "target")
        #expect(target.wasOpened)
        let listener = try LoopbackListener()
        try listener.call()
        #expect(listener.wasCalled)
    }
}

/// Tells whether anybody opened a file.
private final class OpenWatch {
    let path: String
    private let events: FileDescriptor

    init(_ path: String) throws {
        self.path = path
        let number = inotify_init1(O_NONBLOCK | O_CLOEXEC)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: path) }
        events = FileDescriptor(adopting: number, path: "inotify")
        guard unsafe inotify_add_watch(number, path, UInt32(IN_OPEN)) >= 0 else {
            throw PosixError(.open, Errno(rawValue: errno), path: path)
        }
    }

    var wasOpened: Bool {
        var memory = [UInt8](repeating: 0, count: 4096)
        do {
            return try events.read(into: &memory) > 0
        } catch {
            return false  // nothing is there to be read
        }
    }
}

/// A port of this machine alone, on which somebody may call.
private struct LoopbackListener {
    let port: UInt16
    private let socket: Int32

    init() throws {
        socket = Glibc.socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        var address = LoopbackListener.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isThere = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(socket, address, length) == 0 && listen(socket, 5) == 0
                    && getsockname(socket, address, &length) == 0
            }
        }
        guard isThere else { throw PosixError(.open, Errno(rawValue: errno), path: "127.0.0.1") }
        port = UInt16(bigEndian: address.sin_port)
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        return address
    }

    func call() throws {
        let caller = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(caller) }
        var address = LoopbackListener.address(port: port)
        let result = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            throw PosixError(.open, Errno(rawValue: errno), path: "127.0.0.1")
        }
    }

    var wasCalled: Bool {
        let caller = accept(socket, nil, nil)
        if caller >= 0 { close(caller) }
        return caller >= 0
    }
}
