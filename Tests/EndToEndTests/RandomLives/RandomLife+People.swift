import Digests
import Glibc
import TestSupport
import Testing

extension RandomLife {
    /// Somebody decides something, onboards, pauses or books what was sent by other ways.
    func letSomebodyAct() throws {
        guard let campus = one(of: campuses) else { return }
        switch Int.random(in: 0...9, using: &random) {
        case 0, 1, 2: try decideOnHeld(campus)
        case 3, 4, 5: try decideOnOutput(campus)
        case 6: try onboard(campus, later: chance(70))
        case 7: try person("campus", chance(50) ? "pause" : "resume", campus)
        case 8: try bookBaseline(of: campus)
        default: try giveExport()
        }
    }

    @discardableResult
    func onboard(_ campus: String, later: Bool) throws -> HubProcess.Outcome {
        let format = ["alder": "fixed", "birch": "grouped", "cedar": "delimited"][campus] ?? ""
        let files = [later ? "\(campus)-later" : campus, "\(campus)-\(format)"]
        let done = try site.command(
            ["onboard", "--yes"] + files.map { "\(site.scratch.path)/campuses/\($0).yaml" }
        )
        history.append("onboard \(files[0]): \(done.exit ?? -1)")
        #expect(done.exit == 0, words)
        return done
    }

    /// A command with a reason; while the database still believes in a killed hub, again.
    @discardableResult
    func person(_ command: String..., failpoints: String = "") throws -> HubProcess.Outcome {
        try person(command, failpoints: failpoints)
    }

    @discardableResult
    func person(_ command: [String], failpoints: String = "") throws -> HubProcess.Outcome {
        var done = try site.command(
            command + ["--reason", "by the dice", "--json"],
            failpoints: failpoints
        )
        for _ in 0..<50 where done.output.contains("another hub works") {
            usleep(20_000)
            done = try site.command(command + ["--reason", "by the dice", "--json"])
        }
        let message = try done.wasKilled ? nil : done.json["error"]["message"].string
        let end = done.wasKilled ? "killed" : "\(done.exit ?? -1) \(message ?? "")"
        history.append("\(command.joined(separator: " ")) \(failpoints): \(end)")
        // Refused, as wrong use or for somebody to look: but never a failure of the hub's.
        #expect(done.wasKilled || [0, 1, 64].contains(done.exit), words)
        return done
    }

    // MARK: Decisions

    private var stop: String {
        guard chance(25) else { return "" }
        let stops =
            OutputDecisionCrashTests.stops + HeldDecisionCrashTests.stops
            + ReplaceCrashTests.recallStops + CrashTests.stops.filter { !$0.hasSuffix("@2") }
        return one(of: stops) ?? ""
    }

    private func decideOnHeld(_ campus: String) throws {
        let held = try site.command(["held", campus, "--json"]).json["held"].items
        for id in held.compactMap({ $0["id"].string }) where !everHeld.contains(id) {
            everHeld.append(id)
        }
        let ids = everHeld.filter { $0.hasPrefix("\(campus)-") }
        guard let id = one(of: ids) else { return }
        let others = chance(30) ? ids.filter { $0 != id && chance(30) } : []
        let decision = one(of: ["release", "release", "write-off", "reopen"]) ?? ""
        try person(["held", decision, id] + others, failpoints: stop)
    }

    private func decideOnOutput(_ campus: String) throws {
        let outputs = try site.command(["outputs", campus, "--json"]).json["outputs"].items
        guard let output = one(of: outputs), let id = output["id"].string else { return }
        if output["state"] != "published", output["state"] != "void", chance(50) {
            return try deliverByHand(output, id, of: campus)
        }
        // Also where it is not true: then a person answers for what is sent twice.
        let word = chance(40) ? ["--not-in-peoplesoft", "--yes"] : []
        let decision = one(of: ["void", "reissue"]) ?? ""
        try person(["outputs", decision, id] + word, failpoints: stop)
    }

    /// Carries a file that was made and not delivered to PeopleSoft, and says so.
    private func deliverByHand(_ output: JSON, _ id: String, of campus: String) throws {
        guard
            let file = try site.files(in: "staging/\(campus)").first(where: {
                .text(SHA256Digest.hex(of: $0.value)) == output["sha256"]
            }), let name = output["name"].string
        else { return }
        var said = try person("outputs", "confirm", id, failpoints: stop)
        if said.wasKilled { said = try person("outputs", "confirm", id) }
        let states = try site.command(["outputs", campus, "--json"]).json["outputs"]
        guard said.exit == 0 || states["id", id]["state"] == "published" else { return }
        try keep(file.value, name, of: campus)
        history.append("\(id) was carried by hand")
    }

    /// A file that the campus's earlier way has sent: one of these days, or one never seen.
    private func bookBaseline(of campus: String) throws {
        let known = exports[campus, default: []]
        let isNew = known.isEmpty || chance(60)
        let export = isNew ? export(of: campus, job: known.count + 1) : known[0]
        let path = try site.scratch.write(export.xml, to: "old/\(export.fileName)")
        let booked = try person("baseline", campus, path)
        if isNew { exports[campus, default: []].append(export) }
        guard booked.exit != nil,
            try booked.json["exports"][0]["state"] == "booked"
        else { return }
        try noteGiven(export.xml, as: export.fileName, of: campus)
    }
}
