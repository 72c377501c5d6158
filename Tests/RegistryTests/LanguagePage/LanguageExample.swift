import BursarModel
import Declarations
import Registry
import SFSFormat
import Testing

/// What stands above a result of the page: formats, what the campus lends to them, and fees.
struct LanguageExample {
    /// What a campus needs beyond what it lends to its formats.
    private static let delta = """
        campus: delta
        name: California State University, Delta
        alma_institution: 01CALS_DEL
        business_unit: DLCMP
        time_zone: America/Los_Angeles
        state: trial
        exports: [{code: DLBURSAR, location: inbox/delta, schedule: daily 18:00, format: FORMAT}]
        outbox: outbox/delta

        """

    var formats: [TopLevelKeys] = []
    private var campus = TopLevelKeys(delta)
    var fees: [ExampleFee] = []

    /// A text without `format:` changes the format above it.
    mutating func take(format text: String) {
        let keys = TopLevelKeys(text)
        if keys.has("format") || formats.isEmpty {
            if !keys.has("include") { formats = [] }
            formats.append(keys)
        } else {
            formats[formats.count - 1].take(keys)
        }
    }

    /// A campus has a table of terms or a rule for them, never both.
    mutating func take(campus text: String) {
        let keys = TopLevelKeys(text)
        if keys.has("term_rule") { campus.remove("terms") }
        campus.take(keys)
    }

    /// What the hub makes of the fees.
    struct Result {
        var outputs: [String: String] = [:]
        /// The fees that are held, as `4 no_file`.
        var held: [String] = []
    }

    func bound() throws -> (format: CompiledFormat, students: BytePattern) {
        let names = formats.map { keys in
            keys.parts.first { $0.key == "format" }.map {
                $0.text.dropFirst("format: ".count).prefix { !$0.isWhitespace }
            } ?? ""
        }
        let name = String(names.last ?? "")
        let campus = campus.text.replacing("format: FORMAT", with: "format: \(name)")
        let sources =
            [DeclarationFile(name: "delta.yaml", text: campus)]
            + zip(names, formats).map {
                DeclarationFile(name: "\($0).yaml", text: $1.text)
            }
        let reading = Registry.read(
            RegistrySources(files: sources),
            today: try #require(CalendarDate(iso: "2026-11-20"))
        )
        let errors = reading.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.line) == [])
        let revision = try #require(reading.campuses.first?.revision)
        return (try #require(revision.formats[name]), revision.campus.students)
    }

    static func context() throws -> OutputContext {
        OutputContext(
            runDate: try #require(CalendarDate(iso: "2026-11-20")),
            runTime: 18 * 3600 + 5 * 60 + 9,
            exportNumber: "10012340001234",
            exportFile: "DLBURSAR-1234-1795000000000.xml",
            jobID: "1234"
        )
    }

    func result() throws -> Result {
        let (format, students) = try bound()
        let context = try LanguageExample.context()
        var details = Array(repeating: RecordBuffer(reserving: 1024), count: format.files.count)
        var totals = Array(repeating: OutputTotals(), count: format.files.count)
        var result = Result()
        for (index, fee) in fees.enumerated() {
            let (texts, facts) = (fee.texts, try fee.facts(students))
            guard let file = format.fileIndex(for: texts, facts, runDate: context.runDate) else {
                result.held.append("\(index + 1) no_file")
                continue
            }
            do {
                let id = try format.appendRecord(
                    of: texts,
                    facts,
                    file: file,
                    context: context,
                    lineNumber: totals[file].records + 1,
                    to: &details[file]
                )
                try totals[file].add(facts.amount, id)
            } catch {
                result.held.append("\(index + 1) \(error.rawValue)")
            }
        }
        for (index, file) in format.files.enumerated() where totals[index].records > 0 {
            var bytes = try format.header(file: index, context: context, totals: totals[index])
            bytes += details[index][0..<details[index].count]
            bytes += try format.trailer(file: index, context: context, totals: totals[index])
            bytes.removeLast(file.lineEndingToDrop)
            let name = try format.name(file: index, context: context)
            result.outputs[name] = String(decoding: bytes, as: UTF8.self)
        }
        return result
    }
}
