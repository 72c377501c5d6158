import Digests
import Mustache

/// Pages for people: the overview, campuses, runs, exports, outputs, held matters.
///
/// Pure functions of what the ledger tells. Every page is one document of well-formed markup
/// without a script, which fetches the one style sheet and nothing else.
public enum Pages {
    /// The one style sheet that all pages share.
    public static let stylesheet = String(
        decoding: PackageResources.stylesheet_css,
        as: UTF8.self
    )

    /// Where pages look for the style sheet; another style has another path, so that it may be kept
    /// for ever.
    public static let stylesheetPath = "/style-\(digest.hex.prefix(16)).css"

    /// The style sheet as a content security policy names it: `sha256-…`.
    static let stylesheetSource = "sha256-\(base64(digest.bytes))"

    private static let digest = SHA256Digest(of: stylesheet)

    /// Whether the templates can be used; a server asks before it serves.
    public static func check() throws(TemplateError) { _ = try TemplateSet.embedded.get() }

    static func render(_ template: String, with fields: Fields) -> String {
        switch TemplateSet.embedded {
        case .success(let templates): templates.render(template, with: fields) ?? unusable
        case .failure: unusable
        }
    }

    /// Never seen where `check` was asked.
    private static let unusable = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"/><title>No page</title></head>
        <body><h1>This page cannot be made</h1><p>The program's templates are damaged.</p></body></html>

        """

    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(
                    place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : "="
                )
            }
        }
        return text
    }
}
