import BursarModel
import Status

/// The few numbers that prove the headline: what was read is the sum of the others.
enum NumbersPart {
    /// The targets are what each number is made of; one that is not there leads nowhere.
    static func fields(
        _ books: Books,
        of when: String,
        released: Tally = .zero,
        read: String? = nil,
        targets: [Bucket: String] = [:]
    ) -> Fields.Value {
        let known = books.duplicate.addingClamped(books.skipped)
        let knownFigures =
            "\(Figures.count(books.duplicate.count)) / \(Figures.count(books.skipped.count))"
        func part(_ name: String, _ bucket: Bucket) -> Fields {
            tile(name, Figures.count(books[bucket].count), books[bucket], targets[bucket])
        }
        return .one([
            "when": .text(when),
            "tiles": .list([
                tile("Fees read", Figures.count(books.read.count), books.read, read),
                part("= Sent to SFS", .written),
                part("+ To other offices", .diverted),
                part("+ Held", .held),
                tile("+ Already known / skipped", knownFigures, known, targets[.duplicate]),
            ]),
            "released": .text(sentence(on: released)),
        ])
    }

    private static func tile(
        _ name: String,
        _ figure: String,
        _ tally: Tally,
        _ target: String?
    ) -> Fields {
        let money = [(tally.chargeCents, "charges"), (tally.creditCents, "credits")]
            .filter { $0.0 > 0 }.map { "$\(Figures.dollars($0)) \($1)" }
        return [
            "bucket": .text(name), "figure": .text(figure), "figureTarget": .text(target),
            "money": .list(money.map { ["sum": .text($0)] }),
        ]
    }

    private static func sentence(on released: Tally) -> String? {
        guard released.count > 0 else { return nil }
        let amount = Figures.amount(released).map { ", \($0)," } ?? ""
        return "And \(counted(released.count, "fee"))\(amount) held earlier went out with them."
    }
}
