public import BursarModel
import Status

extension Pages {
    /// The form that asks for a fee, and what is known of it.
    ///
    /// It shows students' ids: it is for those alone who are entitled, and each look is audited.
    ///
    /// Without a query and fees it is the form alone.
    public static func trace(
        campus: CampusKey,
        query: String?,
        fees: [TracedFee]?,
        in frame: PageFrame
    ) -> String {
        let name = frame.name(of: campus)
        let headline =
            switch fees?.count {
            case nil: "\(name): follow one fee"
            case 0?: "\(name): the hub has never read such a fee"
            case 1?: "\(name): one fee, from file to file"
            case .some(let number): "\(name): \(Figures.word(number)) fees, from file to file"
            }
        let clock = frame.clock(of: campus)
        return Page(
            template: .trace,
            headline: headline,
            subject: "Trace · BursarHub",
            crumbs: [.init(name, to: Links.campus(campus))],
            content: [
                "traceTarget": .text(Links.trace(campus)),
                "query": .text(query ?? ""),
                "isMissing": .flag(fees?.isEmpty ?? false),
                "fees": .list(
                    (fees ?? []).enumerated().map { FeeStory($1, clock, number: $0 + 1).fields }
                ),
            ]
        ).document(in: frame)
    }
}
