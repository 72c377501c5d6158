import BursarModel
import Declarations
import SFSFormat
import Testing

/// A format as tests write it: its YAML, bound to a made-up campus.
struct Format {
    let compiled: CompiledFormat
    var context: OutputContext

    init(_ yaml: String, campus: CampusVocabulary? = nil) throws {
        let findings = Findings(file: "format.yaml")
        let mapping = try #require(
            readDeclaration(DeclarationFile(name: "format.yaml", text: yaml), findings: findings)
        )
        let declaration = FormatDeclaration.read(from: mapping, findings: findings)
        let compiled = try declaration.flatMap {
            CompiledFormat.compile($0, for: try campus ?? .humboldt(), findings: findings)
        }
        #expect(findings.all.filter { $0.severity == .error } == [])
        self.compiled = try #require(compiled)
        context = OutputContext(
            runDate: try #require(CalendarDate(year: 2026, month: 11, day: 20)),
            runTime: 18 * 3600 + 5 * 60 + 9
        )
    }

    /// A format of one file whose records are these fields.
    init(
        fields: String,
        record: String = "{kind: fixed}",
        file: String = "",
        campus: CampusVocabulary? = nil
    ) throws {
        try self.init(
            """
            format: test
            record: \(record)
            fields:
            \(fields)
            files:
              - {name: out.txt\(file.isEmpty ? "" : ", \(file)")}
            """,
            campus: campus
        )
    }

    /// One record, without its line ending.
    func record(_ fee: Fee = Fee(), file: Int = 0, line: Int64 = 1) throws -> String {
        let bytes = try recordBytes(fee, file: file, line: line)
        return String(decoding: bytes, as: UTF8.self)
    }

    func recordBytes(_ fee: Fee = Fee(), file: Int = 0, line: Int64 = 1) throws -> [UInt8] {
        var buffer = RecordBuffer(reserving: 512)
        _ = try compiled.appendRecord(
            of: fee.texts,
            fee.facts(),
            file: file,
            context: context,
            lineNumber: line,
            to: &buffer
        )
        var bytes = Array(buffer[0..<buffer.count])
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        return bytes
    }

    /// The reason that holds a fee, nil where nothing does.
    func reason(_ fee: Fee = Fee(), file: Int = 0) throws -> HoldReason? {
        var buffer = RecordBuffer(reserving: 512)
        for byte in "before".utf8 { buffer.append(byte) }
        let facts = try fee.facts()
        do {
            _ = try compiled.appendRecord(
                of: fee.texts,
                facts,
                file: file,
                context: context,
                lineNumber: 1,
                to: &buffer
            )
            return nil
        } catch {
            #expect(String(decoding: buffer[0..<buffer.count], as: UTF8.self) == "before")
            return error
        }
    }

    /// The whole output of these fees in one file, whatever its `when` is.
    func bytes(_ fees: [Fee], file: Int) throws -> [UInt8] {
        var records = RecordBuffer(reserving: 1024)
        var totals = OutputTotals()
        for fee in fees {
            let (texts, facts) = (fee.texts, try fee.facts())
            let id = try compiled.appendRecord(
                of: texts,
                facts,
                file: file,
                context: context,
                lineNumber: totals.records + 1,
                to: &records
            )
            try totals.add(facts.amount, id)
        }
        return try compiled.header(file: file, context: context, totals: totals)
            + records[0..<records.count]
            + compiled.trailer(file: file, context: context, totals: totals)
    }

    /// All outputs of these fees, whole, by name; fees that no file takes are left out.
    func outputs(_ fees: [Fee]) throws -> [String: String] {
        var details = Array(repeating: RecordBuffer(reserving: 1024), count: compiled.files.count)
        var totals = Array(repeating: OutputTotals(), count: compiled.files.count)
        for fee in fees {
            let (texts, facts) = (fee.texts, try fee.facts())
            guard
                let file = compiled.fileIndex(for: texts, facts, runDate: context.runDate)
            else { continue }
            let id = try compiled.appendRecord(
                of: texts,
                facts,
                file: file,
                context: context,
                lineNumber: totals[file].records + 1,
                to: &details[file]
            )
            try totals[file].add(facts.amount, id)
        }
        var outputs: [String: String] = [:]
        for (index, file) in compiled.files.enumerated() where totals[index].records > 0 {
            let header = try compiled.header(file: index, context: context, totals: totals[index])
            if let length = file.headerLength { #expect(header.count == length) }
            var bytes = header + details[index][0..<details[index].count]
            bytes += try compiled.trailer(file: index, context: context, totals: totals[index])
            bytes.removeLast(file.lineEndingToDrop)
            let name = try compiled.name(file: index, context: context)
            outputs[name] = String(decoding: bytes, as: UTF8.self)
        }
        return outputs
    }
}

/// What most formats of tests are warned of, because it is not what the test is about.
private let usual = ["no file takes ", "the name is the same every day", " what somebody borrowed"]

/// What is wrong with a format.
func findings(
    in yaml: String,
    campus: CampusVocabulary? = nil,
    withUsual: Bool = false
) throws -> [Diagnostic] {
    let findings = Findings(file: "format.yaml")
    let file = DeclarationFile(name: "format.yaml", text: yaml)
    if let mapping = readDeclaration(file, findings: findings) {
        let compiled = CompiledFormat.compile(
            FormatDeclaration.readPartly(from: mapping, findings: findings),
            for: try campus ?? .humboldt(),
            findings: findings
        )
        #expect((compiled == nil) == findings.hasErrors)
    }
    return findings.all.filter { finding in
        withUsual || !usual.contains { finding.message.text.contains($0) }
    }
}
