import BursarModel
import Foundation
import Status
import TestSupport
import Testing

@Suite struct JSONReportTests {
    @Test func `the summary of an evening is as the golden has it`() throws {
        try expectGolden(JSONReport.summary(try Arranged.consortium()), "consortium.json")
    }

    @Test func `the summary has the keys of the contract in its order`() throws {
        let text = try JSONReport.summary(try Arranged.run([try Arranged.sanMarcos()]))
        let run = try object(text)
        #expect(
            Set(run.keys) == [
                "run", "started_at", "finished_at", "mode", "demo", "run_date", "campuses",
                "totals", "balanced",
            ]
        )
        let campus = try #require((run["campuses"] as? [[String: Any]])?.first)
        #expect(
            Set(campus.keys) == [
                "campus", "name", "outcome", "message", "read", "written", "diverted", "held",
                "duplicate", "skipped", "exports", "outputs", "released", "time_zone", "state",
                "layout_confirmed", "remedy", "held_by_reason", "retries", "terms_end",
            ]
        )
        let tally = try #require(campus["written"] as? [String: Int])
        #expect(tally == ["count": 141, "charge_cents": 306_576, "credit_cents": 176])
        let export = try #require((campus["exports"] as? [[String: Any]])?.first)
        #expect(
            Set(export.keys) == [
                "file", "sha256", "export_number", "state", "reason", "message", "read",
                "received_at",
            ]
        )
        let output = try #require((campus["outputs"] as? [[String: Any]])?.first)
        #expect(
            Set(output.keys) == [
                "id", "campus", "run", "name", "kind", "state", "sha256", "bytes", "records",
                "fees",
                "charge_cents", "credit_cents", "id_hash", "path", "published_at", "collected_at",
                "load_settings",
            ]
        )
        let totals = try #require(run["totals"] as? [String: Any])
        #expect(
            Set(totals.keys) == ["read", "written", "diverted", "held", "duplicate", "skipped"]
        )
        let positions = ["\"run\"", "\"started_at\"", "\"mode\"", "\"campuses\"", "\"totals\""]
            .map { text.range(of: $0)?.lowerBound }
        #expect(positions == positions.sorted { ($0 ?? text.endIndex) < ($1 ?? text.endIndex) })
    }

    @Test func `a key without a value is null, not absent`() throws {
        let run = try object(JSONReport.summary(try Arranged.run([], finished: false)))
        #expect(run["finished_at"] is NSNull)
        let held = try JSONReport.held([
            try Arranged.heldItem("fresno", 1, .doctype, feeType: nil, cents: nil)
        ])
        let item = try #require((try object(held)["held"] as? [[String: Any]])?.first)
        for key in ["ordinal", "transaction_id", "fee_type", "amount_cents"] {
            #expect(item[key] is NSNull, "\(key)")
        }
    }

    @Test func `the status has the keys of the contract`() throws {
        let report = try object(JSONReport.status(try Arranged.consortiumStatus()))
        #expect(Set(report.keys) == ["as_of", "demo", "fiscal_year_end", "campuses"])
        let campus = try #require((report["campuses"] as? [[String: Any]])?.first)
        #expect(
            Set(campus.keys) == [
                "campus", "name", "state", "layout_confirmed", "health", "last_export",
                "next_export_expected_at", "last_run", "open", "today", "month", "fiscal_year",
                "recent_outputs", "time_zone", "needs", "paused", "revision", "profiles", "days",
                "terms_end", "expectations", "held_by_reason", "load_settings",
            ]
        )
        let full = try object(JSONReport.value(try Arranged.fullStatus()))
        let settings = ["group_type": "LIB", "layout": "LIBFEES", "origin": "LIBRY"]
        #expect(full["load_settings"] as? [String: String] == settings)
        let export = try #require(campus["last_export"] as? [String: Any])
        #expect(Set(export.keys) == ["file", "received_at", "export_number"])
        let open = try #require(campus["open"] as? [String: Any])
        #expect(open.keys.contains("held_fees") && open.keys.contains("in_doubt_outputs"))
    }

    @Test func `lists stand under the words of the contract`() throws {
        let campuses = try object(JSONReport.campuses(try Arranged.registered()))
        let campus = try #require((campuses["campuses"] as? [[String: Any]])?.first)
        #expect(
            Set(campus.keys) == [
                "campus", "name", "state", "revision", "layout_confirmed", "exports", "outbox",
                "time_zone", "paused",
            ]
        )
        #expect(try object(JSONReport.outputs([]))["outputs"] as? [String] == [])
        let held = try #require(
            try object(JSONReport.held(try Arranged.heldItems()))["held"] as? [[String: Any]]
        )
        #expect(held.count == 4)
        #expect(held.first?["amount_cents"] as? Int == 1500)
    }

    @Test func `a page of a list says where the list goes on, or that it does not`() throws {
        let page = try object(JSONReport.held([], next: "/api/v1/held?after=1.humboldt-f1"))
        #expect(Set(page.keys) == ["held", "next"])
        #expect(page["next"] as? String == "/api/v1/held?after=1.humboldt-f1")
        #expect(try object(JSONReport.outputs([], next: nil))["next"] is NSNull)
        #expect(try object(JSONReport.runs([], next: nil))["next"] is NSNull)
    }

    @Test func `a failure has its status, message and remedy`() throws {
        let failure = try object(JSONReport.failure(status: 3, message: "m", remedy: nil))
        let error = try #require(failure["error"] as? [String: Any])
        #expect(Set(error.keys) == ["status", "message", "remedy"])
        #expect(error["status"] as? Int == 3)
        #expect(error["remedy"] is NSNull)
    }

    @Test func `what is wrong in files has a place, and onboarded campuses their change`() throws {
        let finding = Diagnostic(
            .error,
            "unknown key",
            at: Place(line: 31, column: 5),
            hint: "did you mean it?",
            file: "campuses/humboldt.yaml"
        )
        let campus = OnboardedCampus(
            campus: try Arranged.key("humboldt"),
            change: .invalid,
            revision: nil
        )
        let text = JSONReport.diagnostics([finding], campuses: [campus])
        #expect(
            text == """
                {
                  "diagnostics": [
                    {
                      "severity": "error",
                      "file": "campuses/humboldt.yaml",
                      "line": 31,
                      "column": 5,
                      "end_column": null,
                      "message": "unknown key",
                      "hint": "did you mean it?",
                      "included_by": null
                    }
                  ],
                  "campuses": [
                    {"campus": "humboldt", "change": "invalid", "revision": null, "changes": null}
                  ]
                }

                """
        )
        #expect(JSONReport.diagnostics([]) == "{\"diagnostics\": []}\n")
    }

    @Test func `what is invisible is escaped in the text and whole for its reader`() throws {
        let name = "a\u{1B}]52;\u{9D}b\u{202E}c\u{E0041}\"\\/é\n"
        let text = try JSONReport.summary(try Arranged.run([try Arranged.campus("fresno", name)]))
        #expect(!text.unicodeScalars.contains { $0 != "\n" && Printable.isInvisible($0) })
        #expect(text.contains("\\/é\\n\""))
        let campuses = try object(text)["campuses"] as? [[String: Any]]
        #expect(campuses?.first?["name"] as? String == name)
    }

    @Test func `an absent value of any type is null, and keys keep their order`() throws {
        struct Sample: Encodable {
            var z: Int64?
            var y: Bool?
            var x: Int?
            var w: UInt8?
            var v: [String]?
            var a = 1
        }
        #expect(
            try JSONReport.value(Sample())
                == "{\"z\": null, \"y\": null, \"x\": null, \"w\": null, \"v\": null, \"a\": 1}\n"
        )
    }

    @Test func `floating point is refused`() {
        #expect(throws: EncodingError.self) { try JSONReport.value(["a": 1.5]) }
    }

    private func object(_ text: String) throws -> [String: Any] {
        let any = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(any as? [String: Any])
    }
}
