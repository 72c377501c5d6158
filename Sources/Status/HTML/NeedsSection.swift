import BursarModel

/// What needs a person, one block per matter; absent where nothing needs anybody.
public struct NeedsSection: Sendable {
    private let needs: Needs
    private let linksToRows: Bool

    /// The blocks link to a table of campuses on the same page, where there is one.
    public init(_ needs: Needs, linksToRows: Bool) {
        self.needs = needs
        self.linksToRows = linksToRows
    }

    public var html: HTML {
        guard !needs.isEmpty else { return .nothing }
        return """
            <section aria-labelledby="needs">
            <h2 id="needs" class="unseen">What needs a person</h2>
            \(needs.matters.map(block))</section>

            """
    }

    private func block(_ need: Need) -> HTML {
        let kind: HTML = need.severity == .failed ? "failed" : "attention"
        let subject: HTML =
            if linksToRows, let campus = need.campus, let name = need.name {
                "<a href=\"#campus-\(campus.text)\">\(name)</a>: \(need.matter.closed)"
            } else {
                "\(need.subject.closed)"
            }
        return """
            <div class="need \(kind)"><p><span class="shape" aria-hidden="true">\(need.shape)</span>\
            <strong>\(subject)</strong> \(HTML.withCommands(need.explanation))</p></div>

            """
    }
}
