import Mustache

/// Pages for people: the overview, campuses, runs, exports, outputs, held matters.
public enum Pages {
    /// The one style sheet that all pages share; nothing else is fetched.
    public static let stylesheet = String(
        decoding: PackageResources.stylesheet_css,
        as: UTF8.self
    )
}
