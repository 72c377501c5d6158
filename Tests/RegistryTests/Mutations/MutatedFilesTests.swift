import BursarModel
import Declarations
import Registry
import SFSFormat
import TestSupport
import Testing

/// Files that were right and are changed at random: taken or refused, but never a crash, never
/// slow, and never refused without a place.
struct MutatedFilesTests {
    private static let longest = Duration.seconds(1)

    private let bases: [(campus: DeclarationFile, format: DeclarationFile)]

    init() throws {
        let files = try RepositoryCampuses.files()
        func file(_ name: String) throws -> DeclarationFile {
            try #require(files.first { $0.name == "campuses/\(name).yaml" })
        }
        bases = [
            (
                DeclarationFile(name: "alpha.yaml", text: EverythingFormat.campus),
                DeclarationFile(name: "everything.yaml", text: EverythingFormat.format)
            ),
            (try file("humboldt"), try file("formats/humboldt-sf")),
            (try file("chico"), try file("formats/csu-sfs-sample")),
        ]
    }

    @Test func `the files are sound before they are changed`() throws {
        for base in bases {
            let reading = try read([base.campus, base.format])
            #expect(reading.diagnostics.filter { $0.severity == .error }.map(\.line) == [])
            #expect(try write(reading) > 0, "\(base.campus.name)")
        }
    }

    private func read(_ files: [DeclarationFile]) throws -> RegistryReading {
        Registry.read(
            RegistrySources(files: files),
            today: try #require(CalendarDate(iso: "2026-11-20"))
        )
    }

    @Test(arguments: 0..<6)
    func `a file that is changed by chance is taken, or refused with a place`(part: Int) throws {
        var (taken, refused) = (0, 0)
        for number in 0..<200 as Range<UInt64> {
            let seed = UInt64(part) << 32 | number
            var generator = SeededGenerator(seed: seed)
            let base = bases[part % bases.count]
            var (campus, format) = (base.campus.text, base.format.text)
            for _ in 0...Int.random(in: 0...3, using: &generator) / 2 {
                let mutation = TextMutation.allCases.randomElement(using: &generator)
                let isOfCampus = Bool.random(using: &generator)
                let text = isOfCampus ? campus : format
                let changed = mutation?.applied(to: text, using: &generator) ?? text
                if isOfCampus { campus = changed } else { format = changed }
            }
            if try isTaken(campus, format, of: base, "seed \(seed)") {
                taken += 1
            } else {
                refused += 1
            }
        }
        #expect(taken > 8 && refused > 100, "\(taken) taken, \(refused) refused")
    }

    @Test(arguments: 0..<3)
    func `every line can be missing or stand twice`(number: Int) throws {
        let base = bases[number]
        func lines(_ file: DeclarationFile) -> [Substring] {
            file.text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        for (isOfCampus, lines) in [(true, lines(base.campus)), (false, lines(base.format))] {
            for index in lines.indices {
                for isDoubled in [false, true] {
                    var changed = lines
                    if isDoubled {
                        changed.insert(lines[index], at: index)
                    } else {
                        changed.remove(at: index)
                    }
                    let text = changed.joined(separator: "\n")
                    _ = try isTaken(
                        isOfCampus ? text : base.campus.text,
                        isOfCampus ? base.format.text : text,
                        of: base,
                        "line \(index + 1) \(isDoubled ? "twice" : "missing")"
                    )
                }
            }
        }
    }

    /// Reads two files and, where they are taken, writes with them.
    private func isTaken(
        _ campus: String,
        _ format: String,
        of base: (campus: DeclarationFile, format: DeclarationFile),
        _ label: String
    ) throws -> Bool {
        let files = [
            DeclarationFile(name: base.campus.name, text: campus),
            DeclarationFile(name: base.format.name, text: format),
        ]
        let start = ContinuousClock.now
        let reading = try read(files)
        #expect(start.duration(to: .now) < MutatedFilesTests.longest, "\(label)")
        let errors = reading.diagnostics.filter { $0.severity == .error }
        for error in errors {
            let file = try #require(files.first { $0.name == error.file }, "\(label)")
            let place = try #require(error.place, "\(label): \(error.line)")
            let lines = file.text.split(omittingEmptySubsequences: false) { $0.isNewline }
            // What is missing at the end can be said to be missing behind the last line.
            #expect((1...lines.count + 1).contains(place.line), "\(label): \(error.line)")
            #expect(place.column > 0, "\(label): \(error.line)")
        }
        guard reading.campuses.contains(where: \.isValid) else {
            #expect(!errors.isEmpty, "\(label): refused without a word")
            return false
        }
        _ = try write(reading)
        return true
    }

    /// Writes fees with whatever was taken.
    ///
    /// - Returns: how many records were written.
    private func write(_ reading: RegistryReading) throws -> Int {
        var records = 0
        let context = OutputContext(
            runDate: try #require(CalendarDate(iso: "2026-11-20")),
            runTime: 18 * 3600,
            exportNumber: "10012340001234",
            exportFile: "DLBURSAR-1234-1795226400000.xml",
            jobID: "1234"
        )
        let fees = try ExampleFee.table(
            """
            user.id | user.name | fee.type | amount.as_exported | fee.date | fee.transaction_id | fee.library | item.title
            912345678 | Doe, Jané | OVERDUEFINE | 12.5 | 11/16/2026 | 0000042 | MAIN | Tide; "pools"
            U1234 | =Roe | LOSTITEMREPLACEMENTFEE | 2499.99 | 12/31/2026 |  |  | 日本
            912345678 | Doe | CREDIT | -3.25 | 10/01/2026 | 43 | LAW |
            """
        )
        for revision in reading.campuses.compactMap(\.revision) {
            for format in revision.formats.values {
                for fee in fees {
                    let (texts, facts) = (fee.texts, try fee.facts(revision.campus.students))
                    for (index, file) in format.files.enumerated() {
                        var buffer = RecordBuffer(reserving: 256)
                        do {
                            _ = try format.appendRecord(
                                of: texts,
                                facts,
                                file: index,
                                context: context,
                                lineNumber: 1,
                                to: &buffer
                            )
                            records += 1
                            if let length = file.recordLength { #expect(buffer.count == length) }
                        } catch {
                            #expect(buffer.count == 0)  // a held fee leaves nothing behind
                        }
                    }
                }
            }
        }
        return records
    }
}
