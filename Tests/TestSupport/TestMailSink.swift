import Glibc
import Posix
import Synchronization

/// A mail server and a webhook's server of a test's own, on loopback; both keep what comes.
///
/// It ends with this value, and by itself where the tests are killed.
public final class TestMailSink: Sendable {
    public static let reason = "needs msmtp and python3-aiosmtpd"
    public static let sendmail = "/usr/bin/msmtp"
    /// Debian's own, which has Debian's packages.
    private static let python = "/usr/bin/python3"
    public static let isInstalled: Bool = {
        guard unsafe access(sendmail, X_OK) == 0 else { return false }
        do {
            return try ChildProcess(python, ["-c", "import aiosmtpd"])
                .run(deadline: .seconds(30)).succeeded
        } catch {
            return false
        }
    }()

    /// Where msmtp finds its settings.
    public var accountHome: String { folder.path }
    public let webPort: Int
    public let mailPort: Int
    private let folder: ScratchFolder
    private let process: Mutex<ChildProcess.Detached>

    public init() throws {
        folder = try ScratchFolder()
        try folder.write(TestMailSink.program, to: "sink.py")
        let started = try TestMailSink.start(in: folder, ports: ["0", "0"])
        process = Mutex(started.process)
        (mailPort, webPort) = (started.ports[0], started.ports[1])
        let settings = try folder.write(
            """
            account default
            host 127.0.0.1
            port \(mailPort)
            auth off
            tls off
            timeout 5

            """,
            to: ".msmtprc"
        )
        _ = unsafe chmod(settings, 0o600)
    }

    deinit { stop() }

    /// From now on nobody listens.
    public func stop() {
        let process = process.withLock { $0 }
        _ = kill(process.id, SIGKILL)
        let end = MonotonicClock.now + .seconds(5)
        while process.status() == nil, MonotonicClock.now < end { usleep(2000) }
    }

    /// Listens again, on the same ports.
    public func start() throws {
        let started = try TestMailSink.start(in: folder, ports: ["\(mailPort)", "\(webPort)"])
        process.withLock { $0 = started.process }
    }

    /// What came by mail since the last call, as Python's own parser reads it; to `gone@…` none comes.
    ///
    /// `from`, `to`, `subject`, `text`, `html`, `defects`, `headers`, `longest_line`; `from` and `to`
    /// are the envelope's.
    public func takeMails() throws -> [JSON] { try take("mail-") }

    /// What came to the webhook since the last call: `path`, `headers`, `body`.
    public func takeCalls() throws -> [JSON] { try take("call-") }

    private func take(_ prefix: String) throws -> [JSON] {
        let names = try folder.names().filter { $0.hasPrefix(prefix) }.sorted()
        return try names.map { name in
            let value = try JSON(folder.text(of: name))
            _ = unsafe unlink("\(folder.path)/\(name)")
            return value
        }
    }

    private static func start(
        in folder: ScratchFolder,
        ports: [String]
    ) throws -> (process: ChildProcess.Detached, ports: [Int]) {
        _ = unsafe unlink("\(folder.path)/log")
        let log = try folder.folder.createFile(FileName("log"))
        let process = try ChildProcess(python, ["\(folder.path)/sink.py", folder.path] + ports)
            .startDetached(log: log, keeping: log)
        let end = MonotonicClock.now + .seconds(30)
        while MonotonicClock.now < end, process.status() == nil {
            let words = try folder.text(of: "log").split(whereSeparator: \.isWhitespace)
            if words.first == "ports", words.count == 4, words[3] == "ready" {
                return (process, words[1...2].compactMap { Int($0) })
            }
            usleep(5000)
        }
        _ = kill(process.id, SIGKILL)
        throw SinkNotStarted(log: try folder.text(of: "log"))
    }

    struct SinkNotStarted: Error {
        var log: String
    }

    private static let program = """
        import asyncio, email, email.policy, http.server, json, os, sys, threading, time
        from aiosmtpd.smtp import SMTP

        folder, counter, lock = sys.argv[1], [time.time_ns()], threading.Lock()

        def keep(kind, value):
            with lock:
                counter[0] += 1
                name = f"{kind}-{counter[0]}"
            with open(f"{folder}/.{name}", "w") as file:
                json.dump(value, file)
            os.rename(f"{folder}/.{name}", f"{folder}/{name}")

        def part(message, kind):
            found = message.get_body((kind,))
            return None if found is None else found.get_content()

        class Mails:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("gone@"):
                    return "550 5.1.1 no such user"
                envelope.rcpt_tos.append(address)
                return "250 known"

            async def handle_DATA(self, server, session, envelope):
                raw = envelope.content
                message = email.message_from_bytes(raw, policy=email.policy.default)
                keep("mail", {
                    "from": envelope.mail_from, "to": sorted(envelope.rcpt_tos),
                    "subject": str(message["Subject"]), "text": part(message, "plain"),
                    "html": part(message, "html"),
                    "defects": [str(d) for p in message.walk() for d in p.defects],
                    "headers": {k: str(v) for k, v in message.items()},
                    "longest_line": max(len(line) for line in raw.split(b"\\r\\n")),
                })
                return "250 taken"

        class Calls(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                keep("call", {"path": self.path, "headers": dict(self.headers), "body": body})
                self.send_response(500 if self.path == "/broken" else 204)
                self.end_headers()

            def log_message(self, *words):
                pass

        async def serve():
            loop = asyncio.get_running_loop()
            mails = await loop.create_server(
                lambda: SMTP(Mails(), hostname="sink.example"), "127.0.0.1", int(sys.argv[2]))
            calls = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])), Calls)
            threading.Thread(target=calls.serve_forever, daemon=True).start()
            port = mails.sockets[0].getsockname()[1]
            print("ports", port, calls.server_address[1], "ready", flush=True)
            await asyncio.sleep(180)

        asyncio.run(serve())

        """
}
