import TestSupport
import Testing

/// Campus files that somebody made to hurt: refused with a place, quickly, in 100 MB.
@Suite struct HostileFilesTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Behind the file's name.
        var complaint: String
        var text: @Sendable () -> String
    }

    private static func times(_ count: Int, _ text: String) -> String {
        String(repeating: text, count: count)
    }

    private static func pattern(_ source: String) -> @Sendable () -> String {
        { "campus: alpha\nstudents: '\(source)'\n" }
    }

    private static let attacks = [
        Attack(testDescription: "100 MB", complaint: "1:1: error: the file is larger than 1 MiB") {
            times(1_000_000, "a: 1 # \(times(92, "x"))\n")
        },
        Attack(testDescription: "deep nesting", complaint: "1:35: error: more than 32 levels") {
            "a: " + times(900_000, "[")
        },
        Attack(testDescription: "deep indentation", complaint: "33:33: error: more than 32 levels")
        {
            (0..<1000).map { times($0, " ") + "k:\n" }.joined()
        },
        Attack(testDescription: "aliases", complaint: "1:4: error: anchors (`&`) are not allowed") {
            "a: &a [x, x]\n" + (1..<9000).map { "b\($0): &b\($0) [*a, *a, *a]\n" }.joined()
        },
        Attack(
            testDescription: "keys",
            complaint: "10001:1: error: more than 20000 keys and values"
        ) {
            (0..<100_000).map { "k\($0): 1\n" }.joined()
        },
        Attack(
            testDescription: "one key, often",
            complaint: "47:1: error: the key here stands in its mapping again"
        ) {
            times(9_000, "k: 1\n")
        },
        Attack(testDescription: "a huge text", complaint: "1:9: error: `xxx") {
            "campus: \"\(times(900_000, "x"))\"\n"
        },
        Attack(testDescription: "a huge key", complaint: "1:900001: error: a `:` cannot stand here")
        {
            times(900_000, "k") + ": 1\n"
        },
        Attack(testDescription: "NUL", complaint: "1:9: error: the character U+0000") {
            "campus: \u{0}alpha\n"
        },
        Attack(testDescription: "a tab", complaint: "2:1: error: a tab cannot indent") {
            "exports:\n\t- code: A\n"
        },
        Attack(testDescription: "CR alone", complaint: "1:14: error: the character U+000D") {
            "campus: alpha\rname: x\rstate: trial\r"
        },
        Attack(testDescription: "a hidden turn", complaint: "1:9: error: the character U+202E") {
            "campus: \u{202E}ahpla\n"
        },
        Attack(
            testDescription: "a pattern that backtracks",
            complaint: "2:17: error: two repetitions follow each other",
            text: pattern("(a+)++")
        ),
        Attack(
            testDescription: "a pattern that explodes in states",
            complaint: "2:11: error: the pattern is too complex",
            text: pattern("[ab]*a[ab]{12}")
        ),
        Attack(
            testDescription: "a pattern that repeats repetitions",
            complaint: "2:11: error: the pattern counts more than 256",
            text: pattern(times(9, "(") + "a" + times(9, "{99})"))
        ),
    ]

    @Test(arguments: attacks)
    func `B86 B88 a file made to hurt is refused with its place`(_ attack: Attack) throws {
        let scratch = try ScratchFolder()
        let file = try scratch.write(attack.text(), to: "alpha.yaml")
        let start = ContinuousClock.now
        // Of a process's own memory, in KiB.
        let outcome = try HubProcess.shell(
            "ulimit -d 100000; exec \"$0\" onboard --check --home \"$1/home\" \"$2\"",
            [scratch.path, file]
        )
        #expect(outcome.exit == 2)
        #expect(
            outcome.output.contains("alpha.yaml:\(attack.complaint)"),
            "\(outcome.output.prefix(600))"
        )
        // A second is meant, and kept by a release build; a debug build beside other tests has more.
        #expect(start.duration(to: .now) < .seconds(30))
    }

    @Test func `a byte order mark and Windows line ends are no attack`() throws {
        let site = try HubSite()
        let campus = CampusDeclaration("humboldt").yaml.replacing("\n", with: "\r\n")
        try site.makeFolder("campuses")
        let file = try site.scratch.write("\u{FEFF}\(campus)", to: "campuses/humboldt.yaml")
        let format = try site.scratch.write(SampleFormats.humboldt, to: "campuses/format.yaml")
        #expect(try site.command(["onboard", "--check", file, format]).exit == 0)
    }
}
