import BursarModel
import Status

/// The parts of the page of one held matter.
struct HeldItemView {
    private let detail: HeldDetail
    private let clock: CampusClock
    private let frame: PageFrame

    init(_ detail: HeldDetail, _ frame: PageFrame) {
        self.detail = detail
        self.frame = frame
        clock = frame.clock(of: detail.item.campus)
    }

    var headline: String {
        let amount = Figures.amount(detail.item.tally).map { " of \($0)" } ?? ""
        let what = detail.item.kind == .fee ? "a fee\(amount)" : "an export"
        return switch detail.state {
        case .open: "\(what) is held"
        case .released: "\(what) goes out with the next run"
        case .sent: "\(what) was sent"
        case .writtenOff: "\(what) is written off"
        }
    }

    /// What to do, with commands that name this very matter.
    var act: String {
        let id = detail.item.id
        return switch detail.state {
        case .open:
            HeldMatter(reason: detail.item.reason, items: [detail.item])
                .act(at: detail.item.campus, id: id)
        case .released: "Nothing: the next run takes it up."
        case .sent: ""
        case .writtenOff:
            detail.decision == nil
                ? "Nothing: a rule of the campus left it out."
                : "Nothing: it is not sent. `bursarhub held reopen \(id) --reason …` takes that back."
        }
    }

    var facts: Fields.Value {
        let item = detail.item
        var facts = Facts()
        facts.add("Held as", toCopy: item.id)
        facts.add("Reason", "`\(item.reason.rawValue)`: \(item.reason.meaning.text)")
        facts.add("Since", clock.spelledOut(item.since))
        facts.add("Fee type", toCopy: item.feeType)
        facts.add("Amount", item.amountCents.map { "$\(Figures.dollars($0))" })
        facts.add("Transaction", toCopy: item.transactionID)
        facts.add("Transaction", item.wordsForNoTransaction)
        facts.add("Export", toCopy: item.export)
        facts.add(
            "Place in it",
            [
                item.ordinal.map { "fee \(Figures.count($0))" },
                item.line.map { "line \(Figures.count($0))" },
            ].compactMap(\.self).joined(separator: ", ")
        )
        facts.add("Taken from", detail.fromOutput, target: detail.fromOutput.map(Links.output))
        facts.add("Sent in", detail.output, target: detail.output.map(Links.output))
        facts.add("Decided", detail.decision.map { $0.words(by: clock) })
        return facts.list
    }

    /// What the exports said of the fee; of students it says only whether they are the same.
    var versions: [Fields] {
        let first = detail.versions.first
        return detail.versions.enumerated().map { index, version in
            let place = version.output.map { "\(version.bucket), \($0)" } ?? version.bucket
            let isSame = version.studentID == first?.studentID
            return [
                "version": .text(index == 0 ? "This one" : place.asSentenceStart),
                "borrower": .text(index == 0 ? "" : isSame ? "the same" : "another"),
                "versionType": .text(version.feeType),
                "versionLibrary": .text(version.library ?? ""),
                "versionAmount": .text(version.amountCents.map(Figures.dollars) ?? ""),
                "versionDate": .text(version.date?.iso ?? ""),
                "versionExport": .text("\(version.export), fee \(Figures.count(version.ordinal))"),
            ]
        }
    }

    var comparison: Fields.Value {
        guard let comparison = detail.comparison else { return .nothing }
        return .text(
            "Of its fees \(Figures.count(comparison.new)) are new, "
                + "\(Figures.count(comparison.same)) are known as they are, and "
                + "\(Figures.count(comparison.changed)) are known otherwise."
        )
    }
}
