import TestSupport
import Testing

/// G11: an id that is asked for is seen by nobody else.
@Suite struct TraceStudentTests {
    private let site: HubSite
    private static let student = "900777123"

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        var export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        export.fees[0].user = TraceStudentTests.student
        export.fees[2].user = TraceStudentTests.student
        export.fees[2].type = "LOCKERKEY"
        try site.put(export, at: "humboldt")
        try site.run()
    }

    private func ask(_ id: String) throws -> HubProcess.Outcome {
        try HubProcess.run(
            [
                "trace", "humboldt", "--student", "--json", "--home", site.home, "--database",
                site.databaseURI,
            ],
            input: id
        )
    }

    @Test func `all fees of a student are found by an id on standard input`() throws {
        let asked = try ask("  \(TraceStudentTests.student)\r\n")
        #expect(asked.exit == 0)
        let fees = try asked.json["fees"].items
        #expect(fees.map { $0["charge"] } == ["humboldt-x1.1", "humboldt-x1.3"])
        #expect(fees.map { $0["bucket"] } == ["written", "held"])
        #expect(fees.allSatisfy { $0["student_id"] == .text(TraceStudentTests.student) })
        #expect(try ask("900777124\n").exit == 1)
        for nothing in ["", "\n", "  \n"] { #expect(try ask(nothing).exit == 64) }
        #expect(try ask(String(repeating: "9", count: 5000)).exit == 1)
    }

    @Test func `G11 the audit trail tells who asked, and a tag instead of the id`() throws {
        _ = try ask(TraceStudentTests.student)
        _ = try ask(TraceStudentTests.student)
        _ = try ask("900000002")
        let tags = try site.audited("traced", "student_tag").compactMap(\.self)
        #expect(tags.count == 3)
        #expect(tags.allSatisfy { $0.utf8.count == 8 })
        #expect(tags[0] == tags[1])
        #expect(tags[0] != tags[2])
        #expect(
            try site.columns(holding: [TraceStudentTests.student])
                == [
                    "ledger.charge.student_id", "ledger.held_fee.student_id",
                    "report.fee.student_id", "report.fee_held.student_id",
                ]
        )
    }

    /// Runs the command on a terminal of its own, by `script`, types when it is asked, and gives all
    /// that the terminal showed; in the end its settings.
    private func onATerminal(_ typed: String) throws -> HubProcess.Outcome {
        let line = """
            cd "$3" && mkfifo keys && : > shown
            script -qefc "trap : INT; $0 trace humboldt --student --home $1 --database '$2'; stty -a" \
                shown < keys > /dev/null &
            exec 3> keys
            tries=0
            until grep -q 'Student id' shown || [ $tries -ge 400 ]; do
                tries=$((tries + 1)); sleep 0.05
            done
            printf '\(typed)' >&3
            wait $!; cat shown
            """
        return try HubProcess.shell(line, [site.home, site.databaseURI, site.scratch.path])
    }

    @Test func `G11 what is typed on a terminal is not shown`() throws {
        let unknown = "900777999"
        let asked = try onATerminal("\(unknown)\\n")
        #expect(asked.output.contains("Student id (it is not shown): "))
        #expect(asked.output.contains("no such fee"))
        #expect(!asked.output.contains(unknown))
        // And afterwards the terminal shows what is typed again.
        #expect(asked.output.contains(" echo "))
    }

    @Test func `G11 a terminal shows what is typed again when a signal ended the question`() throws
    {
        let asked = try onATerminal("9007\\003")
        #expect(asked.output.contains(" echo "))
        #expect(!asked.output.contains("9007"))
    }

    @Test func `G11 an id given as an argument is refused, and not repeated`() throws {
        let usage = try site.command(["trace", "humboldt", TraceStudentTests.student, "--student"])
        #expect(usage.exit == 64)
        #expect(!(usage.output + usage.messages).contains(TraceStudentTests.student))
    }
}
