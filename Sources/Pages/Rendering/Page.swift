import BursarModel
import Status

/// One page: its answer, its title, and what its own template is filled with.
struct Page {
    /// The pages by their templates' names.
    enum Template: String, CaseIterable {
        case overview, campus, runs, run, export, outputs, output, held, trace, login, choice
        case problem
        case heldItem = "held-item"
    }

    /// A step of the way from the first page to this one.
    struct Crumb {
        var name: String
        var target: String

        init(_ name: String, to target: String) {
            self.name = name
            self.target = target
        }
    }

    var template: Template
    var headline: String
    /// What the title says behind the headline: which campus, which run.
    var subject: String
    /// Below the headline, one behind the other; those with a target are links.
    var line: [(text: String, target: String?)] = []
    var crumbs: [Crumb] = []
    var content: Fields

    /// The document as the server sends it.
    func document(in frame: PageFrame?) -> String {
        let hasPages = frame?.hasPages ?? false
        let outer: Fields = [
            "stylePath": .text(Pages.stylesheetPath),
            "policy": .nothing,
            "navigation": .list(hasPages ? frame.map(Navigation.links) ?? [] : []),
            "hasNavigation": .flag(hasPages),
            "home": .text(frame?.home ?? "/"),
            "canLogOut": .flag(frame?.canLogOut ?? false),
            "foot": .text(frame.map { "As of \($0.clock.spelledOut($0.asOf))" }),
        ]
        return render(outer, isDemo: frame?.isDemo ?? false)
    }

    /// The document as a file that stands by itself: its style inside, and a policy that allows no
    /// more than that.
    func standalone(isDemo: Bool, parts: [Crumb], foot: String) -> String {
        let outer: Fields = [
            "stylePath": .nothing,
            "policy": .text(
                "default-src 'none'; style-src '\(Pages.stylesheetSource)'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'"
            ),
            "navigation": .list(parts.map { Navigation.link($0.name, to: $0.target) }),
            "hasNavigation": .flag(!parts.isEmpty),
            "home": .nothing,
            "canLogOut": .flag(false),
            "foot": .text(foot),
        ]
        return render(outer, isDemo: isDemo)
    }

    private func render(_ outer: Fields, isDemo: Bool) -> String {
        let inner: Fields = [
            "template": .part(template.rawValue),
            "isDemo": .flag(isDemo),
            "headline": .text(headline),
            "title": .text(
                [isDemo ? "DEMO: \(headline)" : headline, subject].filter { !$0.isEmpty }
                    .joined(separator: " · ")
            ),
            "line": .list(
                line.enumerated().map { index, part in
                    [
                        "separator": .flag(index > 0), "lineText": .text(part.text),
                        "lineTarget": .text(part.target),
                    ]
                }
            ),
            "hasLine": .flag(!line.isEmpty),
            "crumbs": .list(
                crumbs.map { ["crumb": .text($0.name), "crumbTarget": .text($0.target)] }
            ),
            "hasCrumbs": .flag(!crumbs.isEmpty),
        ]
        var fields = outer.with(inner).with(content)
        fields.isOutermost = true
        return Pages.render("layout", with: fields)
    }
}
