import BursarModel
import Status

/// What a note says, in the order of the pages: answer, needs, numbers, files, and where to look.
///
/// It is turned into text and into HTML from this one value, so that both say the same.
struct NoticeBody: Hashable, Sendable {
    var headline: String
    var isDemo: Bool
    /// Below the headline: which run, which campus.
    var line: String
    var needs: [Need] = []
    var tables: [NoticeTable] = []
    /// Sentences at the end.
    var closing: [String] = []
    var link: String?
}

/// A small table: a column of text first, then numbers, and at most a text that may be long last.
struct NoticeTable: Hashable, Sendable {
    var title: String
    /// Lines between title and table: the place of files, what the clerk enters.
    var notes: [String] = []
    var headings: [String]
    /// Which columns are numbers.
    var numbers: Set<Int>
    var rows: [[String]]
}

extension NoticeTable {
    /// The few numbers that prove the headline.
    init(books: Books, released: Tally) {
        func row(_ name: String, _ tally: Tally) -> [String] {
            [
                name, Figures.count(tally.count), Figures.dollars(tally.chargeCents),
                Figures.dollars(tally.creditCents),
            ]
        }
        let rows = Bucket.allCases.enumerated().map { index, bucket in
            row("\(index == 0 ? "=" : "+") \(bucket.plainName)", books[bucket])
        }
        self.init(
            title: "Fees by where they ended",
            headings: ["", "Fees", "Charges $", "Credits $"],
            numbers: [1, 2, 3],
            rows: [row("Fees read", books.read)] + rows
                + (released.count > 0 ? [row("and released from held", released)] : [])
        )
    }

    /// The files of one campus that one office takes, each with the count and total to type.
    init(_ group: OutputGroup, title: String) {
        self.init(
            title: "\(title): \(OutputGroup.sum(of: [group]))",
            notes: [group.loadSettings, group.folder.map { "in \($0)" } ?? ""].filter {
                !$0.isEmpty
            },
            headings: ["Count", "Total $", "File"],
            numbers: [0, 1],
            rows: group.outputs.map { output in
                let name = Printable.escaped(group.folder == nil ? output.path : output.name)
                let notes = group.notes(on: output)
                return [
                    Figures.count(output.records), Figures.dollars(output.totalCents),
                    notes.isEmpty ? name : "\(name) (\(notes))",
                ]
            }
        )
    }
}
