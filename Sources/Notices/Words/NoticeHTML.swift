import BursarModel
import Status

/// A note as HTML for mail programs: styles stand in the elements, and nothing is fetched.
///
/// Mail programs drop style sheets, scripts and whatever lies elsewhere, so none is there.
enum NoticeHTML {
    static func of(_ body: NoticeBody) -> String {
        let demo =
            body.isDemo
            ? "<span style=\"background:#7a3e00;color:#fff;padding:0 6px\">DEMO</span> " : ""
        let link = body.link.map { link in
            "<p style=\"margin:24px 0 0\"><a href=\"\(escaped(link))\" style=\"color:#0b57a4\">"
                + "\(escaped(link))</a></p>\n"
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>\(escaped(body.headline))</title></head>
            <body style="margin:0;padding:16px;background:#ffffff;color:#1b1f23;\
            font:15px/1.5 system-ui,'Segoe UI',Arial,sans-serif">
            <div style="max-width:720px">
            <h1 style="font-size:22px;line-height:1.25;margin:0 0 4px">\(demo)\
            \(escaped(body.headline))</h1>
            <p style="margin:0 0 16px;color:#57606a">\(escaped(body.line))</p>
            \(body.needs.map(block).joined())\(body.tables.map(table).joined())\
            \(body.closing.map { "<p style=\"margin:16px 0 0;color:#57606a\">\(marked($0))</p>\n" }
                .joined())\(link ?? "")</div>
            </body>
            </html>

            """
    }

    private static func block(_ need: Need) -> String {
        let (edge, tint) =
            need.severity == .failed ? ("#b42318", "#fdf1f0") : ("#9a6700", "#fff8e5")
        return """
            <div style="border-left:4px solid \(edge);background:\(tint);padding:8px 12px;\
            margin:0 0 8px"><span style="color:\(edge)">\(escaped(need.shape))</span> \
            <strong>\(escaped(need.subject))</strong><br>\(marked(need.explanation))</div>

            """
    }

    private static func table(_ table: NoticeTable) -> String {
        let notes = table.notes.map {
            "<br><span style=\"font-weight:normal;color:#57606a\">\(escaped($0))</span>"
        }
        return """
            <table style="border-collapse:collapse;margin:16px 0 0;width:100%">
            <caption style="text-align:left;font-weight:600;padding:0 0 4px">\
            \(escaped(table.title))\(notes.joined())</caption>
            <tr>\(cells(table.headings, of: table, isHeading: true))</tr>
            \(table.rows.map { "<tr>\(cells($0, of: table, isHeading: false))</tr>\n" }.joined())\
            </table>

            """
    }

    private static func cells(
        _ texts: [String],
        of table: NoticeTable,
        isHeading: Bool
    ) -> String {
        texts.enumerated().map { column, text in
            let side =
                table.numbers.contains(column)
                ? "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
                : "text-align:left;overflow-wrap:anywhere"
            let weight = isHeading ? ";font-weight:normal;color:#57606a" : ""
            let element = isHeading ? "th scope=\"col\"" : "td"
            return "<\(element) style=\"\(side)\(weight);padding:3px 12px 3px 0;"
                + "border-bottom:1px solid #d8dee4\">\(escaped(text))</\(element.prefix(2))>"
        }.joined()
    }

    /// What stands between backticks is a command or a file's name.
    private static func marked(_ text: String) -> String {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        guard !pieces.count.isMultiple(of: 2) else { return escaped(text) }
        return pieces.enumerated().map { index, piece in
            index.isMultiple(of: 2)
                ? escaped(piece)
                : "<code style=\"font:13px ui-monospace,Consolas,monospace\">\(escaped(piece))</code>"
        }.joined()
    }

    /// The one function through which every value goes; what is invisible is shown.
    private static func escaped(_ text: some StringProtocol) -> String {
        var escaped = ""
        for scalar in Printable.escaped(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
