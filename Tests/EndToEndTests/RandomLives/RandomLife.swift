import Digests
import Glibc
import Posix
import TestSupport
import Testing

/// Some evenings of two campuses, in which everything that can happen does, by the dice of a seed.
final class RandomLife {
    let site: HubSite
    /// One that is plain, and one whose files replace or count on.
    let campuses: [String]
    var random: SeededGenerator
    /// What was done, so that a failure can be understood.
    var history: [String] = []
    /// Exports of which more may come: the same again, with a fee more, with another amount.
    var exports: [String: [ExportBuilder]] = [:]
    /// The ids of all that was ever seen held, also of what is settled by now.
    var everHeld: [String] = []
    private var day = 20
    private var copies = 0

    init(seed: UInt64) throws {
        site = try HubSite()
        random = SeededGenerator(seed: seed)
        campuses = ["alder", seed.isMultiple(of: 2) ? "birch" : "cedar"]
        history.append("seed \(seed)")
        for folder in ["campuses", "seen", "old", "home"] + campuses.map({ "given/\($0)" }) {
            try site.makeFolder(folder)
        }
        try ProofTools.writeCampuses(into: "\(site.scratch.path)/campuses")
        for campus in campuses { #expect(try onboard(campus, later: false).exit == 0) }
    }

    var words: Comment { "\(history.joined(separator: "\n"))" }

    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    func one<Element>(of list: [Element]) -> Element? { list.randomElement(using: &random) }

    // MARK: An evening

    func live(_ evenings: Int) throws {
        for _ in 0..<evenings {
            for _ in 0...Int.random(in: 0...1, using: &random) { try giveExport() }
            for _ in 0..<Int.random(in: 0...1, using: &random) { try letSomebodyAct() }
            while chance(45) {
                try runKilled()
                if chance(30) { try collect() }
                if chance(40) { try letSomebodyAct() }
            }
            try run()
            if chance(50) { try collect() }
            for _ in 0..<Int.random(in: 0...3, using: &random) { try letSomebodyAct() }
            if chance(40) { day += 1 }
        }
    }

    /// After which nothing is left but what waits for a person's word.
    func settle() throws {
        for campus in campuses { try person("campus", "resume", campus) }
        // A run makes room, or finishes what was decided; the next publishes what came of it.
        for _ in 1...2 {
            try run()
            try collect()
        }
        history.append("the end")
    }

    func run() throws {
        var run = try command()
        for _ in 0..<50 where try isBusy(run) {
            usleep(20_000)
            run = try command()
        }
        history.append("run: \(run.exit ?? -1)")
        #expect(run.exit == 0 || run.exit == 1, words)
        #expect(try run.json["balanced"] == true, words)
    }

    /// A server takes a moment to see that a killed run is gone.
    private func isBusy(_ run: HubProcess.Outcome) throws -> Bool {
        try run.json["campuses"].items.contains { $0["outcome"] == "busy" }
    }

    private func runKilled() throws {
        let stop = one(of: CrashTests.stops + ReplaceCrashTests.recallStops) ?? ""
        let run = try command(failpoints: stop)
        history.append("run \(stop): \(run.wasKilled ? "killed" : "\(run.exit ?? -1)")")
        #expect(run.wasKilled || run.exit == 0 || run.exit == 1, words)
    }

    private func command(failpoints: String = "") throws -> HubProcess.Outcome {
        try site.command(
            ["run", "--settle", "0", "--run-date", "2026-11-\(day)", "--json", "--jobs", "1"],
            failpoints: failpoints
        )
    }

    // MARK: The consumer

    func collect() throws {
        for campus in campuses {
            for (name, text) in try site.collect(from: campus) { try keep(text, name, of: campus) }
        }
        history.append("collected")
    }

    /// What the file load has read, in whatever way it came there.
    func keep(_ text: String, _ name: String, of campus: String) throws {
        copies += 1
        try site.scratch.write(text, to: "seen/\(copies).copy")
        let line = """
            {"campus": "\(campus)", "name": "\(name)", "sha256": "\(SHA256Digest.hex(of: text))", \
            "copy": "\(copies).copy"}

            """
        let before = copies > 1 ? try site.scratch.text(of: "seen/seen.jsonl") : ""
        try site.scratch.write(before + line, to: "seen/seen.jsonl")
    }
}
