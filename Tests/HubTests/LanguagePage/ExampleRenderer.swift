import BursarModel
import Declarations
import Digests
import Hub
import Registry
import TestSupport
import Testing

/// Brings the examples of the page through what `check` shows, in this process and without a
/// database.
struct ExampleRenderer {
    /// What the hub makes of the fees.
    struct Result {
        var outputs: [String: String] = [:]
        /// The fees that are held, as `4 no_file`.
        var held: [String] = []
    }

    private let scratch: ScratchFolder
    private let day: CalendarDate

    init() throws {
        scratch = try ScratchFolder()
        day = try #require(CalendarDate(iso: "2026-11-20"))
    }

    func result(of example: LanguageExample) throws -> Result {
        let evening = LocalTime(date: day, secondOfDay: 18 * 3600 + 5 * 60 + 9)
        var request = CheckRequest(
            sample: try scratch.write(example.export, to: LanguageExample.exportName),
            at: evening,
            by: { _ in evening },
            temporaryFolder: scratch.path
        )
        request.shownRecords = .max
        let report = try ExportCheck(of: revision(of: example)).check(request)
        #expect(report.export.state == .converted)
        #expect(report.books.balance)
        var result = Result()
        result.held = report.held.map { "\($0.ordinal) \($0.reason ?? "")" }
        for output in report.outputs {
            let lines = [output.header, output.heading] + output.shown + [output.trailer]
            let text = lines.compactMap { $0?.text }.joined()
            // What is shown of an output is all of it, to the last line ending.
            #expect(SHA256Digest(of: Array(text.utf8)).hex == output.sha256)
            result.outputs[output.name] = text
        }
        return result
    }

    private func revision(of example: LanguageExample) throws -> CampusRevision {
        let reading = Registry.read(
            RegistrySources(
                files: example.files.map { DeclarationFile(name: $0.name, text: $0.text) }
            ),
            today: day
        )
        let errors = reading.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.line) == [])
        return try #require(reading.campuses.first?.revision)
    }
}
