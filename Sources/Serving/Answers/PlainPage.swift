/// Pages that `Pages` does not bring.
enum PlainPage {
    static func page(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(escaped(title))</title>
        <link rel="stylesheet" href="/\(Stylesheet.name)"></head>
        <body><main><h1>\(escaped(title))</h1>\(body)</main></body></html>

        """
    }

    static func escaped(_ text: String) -> String {
        var shown = ""
        for character in text {
            switch character {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "\"": shown += "&quot;"
            case "'": shown += "&#39;"
            default: shown.append(character)
            }
        }
        return shown
    }
}
