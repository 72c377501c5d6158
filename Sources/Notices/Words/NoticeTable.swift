import BursarModel
import Status

/// A small table of a note's text: a column of text first, then numbers, and at most a text that may be long last.
struct NoticeTable {
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

    /// Every campus of a run with its state, what was sent and what is held.
    init(_ rows: CampusRows) {
        self.init(
            title: "Campuses",
            headings: ["Campus", "State", "Read", "Sent", "Held", "Charges $"],
            numbers: [2, 3, 4, 5],
            rows: (rows.inTotal + rows.onTrial + rows.resting).map { row in
                let state = "\(row.standing.shape) \(row.standing.word)"
                let name = TextWidth.cut(row.name, to: 22)
                guard row.books != .zero else { return [name, state, "", "", "", ""] }
                return [
                    name, state, Figures.count(row.books.read.count),
                    Figures.count(row.books.written.count), Figures.count(row.books.held.count),
                    Figures.dollars(row.books.written.chargeCents),
                ]
            }
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
