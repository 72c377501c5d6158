import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// Files with more of one thing than anybody needs: answered at once, not compared for minutes.
@Suite(.serialized) struct OversizedFilesTests {
    /// What stands so often in a file; `#` is its number.
    struct Heap: Sendable, CustomTestStringConvertible {
        var what: String
        /// The key of the campus file in whose place it stands; nil in a format.
        var campusKey: String?
        var before = ""
        var piece: String
        var separator = ""
        var after = ""
        /// So many keys and values has a piece.
        var texts: Int

        var testDescription: String { what }

        func files(_ count: Int) -> [DeclarationFile] {
            let heap = (0..<count).map { piece.replacing("#", with: "\($0)") }
                .joined(separator: separator)
            var keys = TopLevelKeys(EverythingFormat.campus)
            if let campusKey { keys.remove(campusKey) }
            let text = before + heap + after
            let format =
                campusKey == nil
                ? "format: everything\nrecord: {kind: delimited}\n\(text)" : EverythingFormat.format
            return [
                DeclarationFile(
                    name: "alpha.yaml",
                    text: keys.text + (campusKey == nil ? "" : text)
                ),
                DeclarationFile(name: "everything.yaml", text: format),
            ]
        }
    }

    /// Of a debug build on a busy machine; what is compared pair by pair takes minutes.
    private static let longest = Duration.seconds(30)

    private static let files = "files: [{name: a}]\n"
    private static let fields = "fields: [{value: user.id}]\n"
    private static let lookup = "lookups:\n  item_type:\n    by: fee.type\n    values:\n"

    private static let heaps = [
        Heap(
            what: "terms that are all the same",
            campusKey: "terms",
            before: "terms:\n",
            piece: "  - {code: A, from: 2026-01-01, to: 2026-01-02}\n",
            texts: 6
        ),
        Heap(
            what: "ranges of a term rule",
            campusKey: "terms",
            before: "term_rule:\n  - since: 2026-01-01\n    ranges:\n",
            piece: "      - {from: 01-01, to: 12-31, code: A}\n",
            texts: 6
        ),
        Heap(what: "unknown keys", campusKey: "x", piece: "k#: 1\n", texts: 2),
        Heap(
            what: "constants",
            campusKey: "constants",
            before: "constants:\n",
            piece: "  k#: v\n",
            texts: 2
        ),
        Heap(
            what: "rows of a lookup",
            campusKey: "lookups",
            before: lookup,
            piece: "      K#: v\n",
            texts: 2
        ),
        Heap(
            what: "columns of a lookup",
            campusKey: "lookups",
            before: lookup + "      - {key: A, ",
            piece: "c#: b",
            separator: ", ",
            after: "}\n",
            texts: 2
        ),
        Heap(
            what: "exports",
            campusKey: "exports",
            before: "exports:\n",
            piece: "  - {code: A#, location: inbox/a, schedule: daily 18:00, format: everything}\n",
            texts: 8
        ),
        Heap(
            what: "rules",
            campusKey: "skip",
            before: "skip:\n",
            piece: "  - {when: {fee.type: A#}, reason: b}\n",
            texts: 5
        ),
        Heap(
            what: "fields",
            before: "fields:\n",
            piece: "  - {name: N#, value: user.id}\n",
            after: files,
            texts: 4
        ),
        Heap(
            what: "files",
            before: fields + "files:\n",
            piece: "  - {name: a#, when: {fee.type: A#}}\n",
            texts: 5
        ),
        Heap(
            what: "branches",
            before: "fields:\n  - choose:\n",
            piece: "      - {when: {fee.type: A#}, literal: x}\n",
            after: files,
            texts: 5
        ),
        Heap(
            what: "conditions",
            before: "fields:\n  - {literal: a, only_when: {any: [",
            piece: "{fee.type: A#}",
            separator: ", ",
            after: "]}}\n\(files)",
            texts: 2
        ),
    ]

    private func read(_ files: [DeclarationFile]) throws -> (lines: [String], took: Duration) {
        let today = try #require(CalendarDate(iso: "2026-11-20"))
        var lines: [String] = []
        let took = ContinuousClock().measure {
            lines = Registry.read(RegistrySources(files: files), today: today).diagnostics
                .map(\.line)
        }
        return (lines, took)
    }

    @Test(arguments: heaps.filter { ["unknown keys", "conditions"].contains($0.what) })
    func `a megabyte of one thing is refused by its size`(_ heap: Heap) throws {
        let (lines, took) = try read(heap.files(900_000 / (heap.piece.utf8.count + 6)))
        #expect(lines.contains { $0.contains("more than 20000 keys and values") }, "\(lines)")
        #expect(took < OversizedFilesTests.longest, "\(took)")
    }

    @Test(arguments: heaps)
    func `what is just not too much is answered soon`(_ heap: Heap) throws {
        let (lines, took) = try read(heap.files(19_000 / heap.texts))
        #expect(!lines.contains { $0.contains("keys and values") })
        #expect(took < OversizedFilesTests.longest, "\(took)")
        #expect(lines.count <= 510)
    }
}
