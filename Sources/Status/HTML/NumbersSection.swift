public import BursarModel

/// The few numbers that prove the headline: read is the sum of the other four tiles.
public struct NumbersSection: Sendable {
    private let books: Books
    private let released: Tally
    /// Where each number is made of; nil for a page that does not show it.
    private let targets: [Bucket: String]

    public init(_ books: Books, released: Tally = .zero, targets: [Bucket: String] = [:]) {
        self.books = books
        self.released = released
        self.targets = targets
    }

    public var html: HTML {
        let known = books.duplicate.addingClamped(books.skipped)
        let knownFigures =
            "\(Figures.count(books.duplicate.count)) / \(Figures.count(books.skipped.count))"
        return """
            <section aria-labelledby="numbers">
            <h2 id="numbers" class="unseen">Fees by where they ended</h2>
            <dl class="numbers">
            \(tile("Fees read", Figures.count(books.read.count), books.read, to: "#campuses"))\
            \(tile("= Sent to SFS", .written))\
            \(tile("+ To other offices", .diverted))\
            \(tile("+ Held", .held))\
            \(tile("+ Already known / skipped", knownFigures, known, to: targets[.duplicate]))\
            </dl>
            \(releasedLine)</section>

            """
    }

    private func tile(_ name: String, _ bucket: Bucket) -> HTML {
        tile(name, Figures.count(books[bucket].count), books[bucket], to: targets[bucket])
    }

    private func tile(_ name: String, _ figure: String, _ tally: Tally, to target: String?) -> HTML
    {
        let shown: HTML = target.map { "<a href=\"\($0)\">\(figure)</a>" } ?? "\(figure)"
        return """
            <div><dt>\(name)</dt><dd class="figure">\(shown)</dd>\(money(tally))</div>

            """
    }

    private func money(_ tally: Tally) -> HTML {
        let lines = [(tally.chargeCents, "charges"), (tally.creditCents, "credits")]
            .filter { $0.0 > 0 }
            .map { cents, word -> HTML in "<span>$\(Figures.dollars(cents)) \(word)</span>" }
        return lines.isEmpty ? .nothing : "<dd class=\"money\">\(lines)</dd>"
    }

    private var releasedLine: HTML {
        guard released.count > 0 else { return .nothing }
        let amount = Figures.amount(released).map { ", \($0)," } ?? ""
        let fees = counted(released.count, "fee")
        return "<p class=\"line\">And \(fees)\(amount) held earlier went out with them.</p>\n"
    }
}
