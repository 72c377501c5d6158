package import BursarModel
package import Status

/// What a mail says, in the order of the pages: the answer, what it rests on, and where to look.
///
/// A mail's text and its HTML are made from this one value, so that both say the same.
package struct Letter: Sendable {
    package enum Part: Sendable {
        case needs(Needs)
        case numbers(Books, released: Tally)
        case campuses(CampusRows, totals: Books)
        /// The files that one campus, or each of several, is to load into PeopleSoft.
        case loads([OutputGroup])
    }

    package var headline: String
    package var isDemo: Bool
    /// Below the headline: which run, which campus.
    package var line: String
    package var parts: [Part] = []
    /// A sentence at the end; it may hold file names between backticks.
    package var closing: String
    /// Of the status pages, such as `https://bursar.example.edu`; without one nothing is linked.
    package var address: String?
    /// The page with the same matter, as a path of `Links`.
    package var path = "/"

    package init(
        headline: String,
        isDemo: Bool,
        line: String,
        closing: String,
        address: String?
    ) {
        self.headline = headline
        self.isDemo = isDemo
        self.line = line
        self.closing = closing
        self.address = address
    }

    /// Where the same stands on the status pages.
    package var link: String? { address.map { path == "/" ? $0 : $0 + path } }

    /// Whether it is to those who type one campus's figures.
    package var isOfOneCampus: Bool {
        !parts.contains { part in
            if case .campuses = part { true } else { false }
        }
    }
}
