import Glibc
import PostgreSQL
import TestSupport

/// A hub with people to tell, and a mail server that keeps what they are told.
final class TellingSite: Sendable {
    let site: HubSite
    let sink: TestMailSink
    private let settings: String

    static let secret = "a secret of thirty characters."

    init(
        _ more: String = "",
        webhook: String? = nil,
        sendmail: (ScratchFolder) throws -> String = { _ in TestMailSink.sendmail }
    ) throws {
        site = try HubSite()
        let sink = try TestMailSink()
        self.sink = sink
        let secretFile = try site.scratch.write(TellingSite.secret + "\n", to: "secret")
        settings = try site.scratch.write(
            """
            from: bursarhub@consortium.example
            consortium: [it@consortium.example, office@consortium.example]
            sendmail: \(sendmail(site.scratch))
            link: https://bursarhub.consortium.example/
            \(more)
            \(webhook.map {
                "webhook: {url: \"http://127.0.0.1:\(sink.webPort)\($0)\", "
                    + "secret_file: \(secretFile), when: always}"
            } ?? "")

            """,
            to: "notices.yaml"
        )
        guard unsafe chmod(secretFile, 0o600) == 0 else { throw NoSuchFile() }
    }

    private struct NoSuchFile: Error {}

    /// A campus with a contact of its own.
    static func campus(
        _ key: String,
        schedule: String = "unscheduled",
        contacts: [String] = []
    ) -> CampusDeclaration {
        let readers = (["billing@\(key).example"] + contacts).joined(separator: ", ")
        return CampusDeclaration(key)
            .with(\.schedule, schedule)
            .with(
                \.more,
                "contacts: [\(readers)]\nsfs: {group_type: LIB, layout: LIBFEES}\n"
            )
    }

    var options: [String] { ["--notices", settings] }

    func run(
        later seconds: Int = 0,
        failpoints: String = "",
        _ more: String...
    ) throws -> HubProcess.Outcome {
        // The first reading compares the clock with the server's.
        let shift = seconds == 0 ? [] : ["clock=+\(seconds)@2"]
        return try site.command(
            ["run", "--settle", "0", "--json"] + options + more,
            failpoints: (shift + (failpoints.isEmpty ? [] : [failpoints])).joined(separator: ";"),
            environment: ["HOME": sink.accountHome]
        )
    }

    func notices(_ arguments: String...) throws -> HubProcess.Outcome {
        try site.command(
            ["notices"] + arguments + (arguments.first == "list" ? [] : options),
            environment: ["HOME": sink.accountHome]
        )
    }

    /// The status server with the login that pages have, and the clock put forward.
    func serve(later seconds: Int) throws -> Served {
        try Served(
            site,
            site.database?.address.withUser("bursarhub_status").uri,
            options,
            environment: [
                "HOME": sink.accountHome, "BURSARHUB_FAILPOINTS": "clock=+\(seconds)@1",
            ]
        )
    }
}
