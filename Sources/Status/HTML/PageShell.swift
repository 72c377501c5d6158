/// What every page has: title, style, skip link, brand and navigation, the answer, the foot.
public struct PageShell: Sendable {
    public struct Link: Sendable {
        public var name: String
        public var target: String
        public var isCurrent: Bool

        public init(_ name: String, to target: String, isCurrent: Bool = false) {
            self.name = name
            self.target = target
            self.isCurrent = isCurrent
        }
    }

    public var headline: Headline
    /// What the title says behind the headline: which run, which campus.
    public var subject: String
    /// The line below the headline.
    public var line: String
    public var links: [Link]
    public var content: [HTML]
    public var foot: String

    public init(
        headline: Headline,
        subject: String,
        line: String,
        links: [Link],
        content: [HTML],
        foot: String
    ) {
        self.headline = headline
        self.subject = subject
        self.line = line
        self.links = links
        self.content = content
        self.foot = foot
    }

    /// The whole document: no script, nothing from elsewhere, and a policy that says so.
    public var document: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="\(PageShell.policy)">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>\(headline.line) · \(subject)</title>
        <style>\(HTML(constant: Stylesheet.css))</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <p class="brand">BursarHub</p>
        \(navigation)</header>
        <main id="main" tabindex="-1">
        <h1>\(headline.isDemo ? demoMark : .nothing)\(headline.text)</h1>
        <p class="line">\(line)</p>
        \(content)</main>
        <footer><p>\(foot)</p></footer>
        </body>
        </html>

        """
    }

    /// Nothing but the page's own style, known by its hash.
    static let policy =
        "default-src 'none'; style-src '\(Stylesheet.hash)'; base-uri 'none'; form-action 'none'"

    private var demoMark: HTML { "<span class=\"demo\">DEMO</span> " }

    private var navigation: HTML {
        guard !links.isEmpty else { return .nothing }
        let items = links.map { link -> HTML in
            let current: HTML = link.isCurrent ? " aria-current=\"page\"" : .nothing
            return "<a href=\"\(link.target)\"\(current)>\(link.name)</a>\n"
        }
        return "<nav aria-label=\"Parts\">\n\(items)</nav>\n"
    }
}
