import TestSupport

/// A format that a seed makes up, together with what its outputs must then look like.
///
/// Nothing here asks the format language what it does: widths and kinds of columns are known
/// because they were written down when the YAML was.
struct RandomLayout {
    enum Content: Equatable {
        case id
        /// Of the name or the title, cut to this many bytes.
        case text(isTitle: Bool)
        case date
        case line
        case sign
        case literal(String)
        case amount(isSigned: Bool)
        case count
        case absolute, charges, credits, net
    }

    struct Column {
        var content: Content
        var yaml: String
        /// In bytes; of a delimited record the most that a text has.
        var width: Int
        /// A number that is shown with its decimals, not in cents.
        var hasDecimals = false
    }

    let isFixed: Bool
    let separator: Character?
    let encoding: String
    let lineEnding: String
    let neverQuotes: Bool
    let hasHeading: Bool
    var header: [Column] = []
    var columns: [Column] = []
    var trailer: [Column] = []

    init(using generator: inout SeededGenerator) {
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }
        isFixed = chance(2)
        separator =
            isFixed && !chance(3)
            ? nil : [",", ";", "|", "\t", "^"].randomElement(using: &generator)
        encoding =
            ["us-ascii", "iso-8859-1", "windows-1252", "utf-8", "utf-8"]
            .randomElement(using: &generator) ?? "utf-8"
        lineEnding = chance(3) ? "\r\n" : "\n"
        neverQuotes = chance(4)
        hasHeading = !isFixed && chance(2)
        columns = [
            column(.id, using: &generator),
            column(.amount(isSigned: chance(2)), using: &generator),
        ]
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let contents: [Content] = [
                .text(isTitle: true), .text(isTitle: false), .date, .line, .sign,
                .literal("LIB 01"), .amount(isSigned: true), .amount(isSigned: false),
            ]
            guard let content = contents.randomElement(using: &generator) else { continue }
            columns.append(column(content, using: &generator))
        }
        columns.shuffle(using: &generator)
        let totals: [Content] = [.count, .absolute, .charges, .credits, .net]
        if chance(2) {
            for total in totals { header.append(column(total, using: &generator)) }
        }
        if chance(2) {
            for total in totals.shuffled(using: &generator).prefix(3) {
                trailer.append(column(total, using: &generator))
            }
        }
    }

    private func column(
        _ content: Content,
        using generator: inout SeededGenerator
    ) -> Column {
        let extra = Int.random(in: 0...3, using: &generator)
        func sized(_ yaml: String, _ width: Int) -> Column {
            Column(content: content, yaml: "\(yaml), width: \(width)", width: width)
        }
        switch content {
        case .id:
            let fill = Bool.random(using: &generator) ? ", align: right, fill: \"0\"" : ""
            return isFixed
                ? sized("value: user.id\(fill)", 9 + extra)
                : Column(content: content, yaml: "value: user.id", width: 9)
        case .text(let isTitle):
            let width = Int.random(in: 1...18, using: &generator)
            let yaml = "value: \(isTitle ? "item.title" : "user.name"), overflow: truncate"
            return isFixed
                ? sized(yaml, width)
                : Column(content: content, yaml: "\(yaml), max: \(width)", width: width)
        case .date:
            return Column(content: content, yaml: "value: fee.date, picture: yyyyMMdd", width: 8)
        case .line: return sized("value: line.number, fill: \"0\"", 4 + extra)
        case .sign: return sized("value: sign", 6 + extra)
        case .literal(let text): return sized("literal: \"\(text)\"", text.utf8.count + extra)
        case .amount(let isSigned):
            return number(
                isSigned ? "amount.signed" : "amount.absolute",
                isSigned ? "amount.signed_cents" : "amount.cents",
                isSigned: isSigned,
                as: content,
                using: &generator
            )
        case .count: return sized("value: totals.count, fill: \"0\"", 6 + extra)
        case .absolute, .charges, .credits, .net:
            let name = content == .net ? "signed" : "\(content)"
            return number(
                "totals.\(name)",
                "totals.\(name)_cents",
                isSigned: content == .net,
                as: content,
                using: &generator
            )
        }
    }

    private func number(
        _ value: String,
        _ cents: String,
        isSigned: Bool,
        as content: Content,
        using generator: inout SeededGenerator
    ) -> Column {
        let hasDecimals = Bool.random(using: &generator)
        var yaml = "value: \(hasDecimals ? value : cents)"
        if hasDecimals {
            var pictures = ["0.00", "#.00", "000.00"]
            if !(neverQuotes && separator == ",") { pictures.append("#,##0.00") }
            yaml += ", picture: \"\(pictures.randomElement(using: &generator) ?? "0.00")\""
        }
        if isSigned {
            let positions = ["", ", sign: before-fill", ", sign: trailing"]
            yaml += positions.randomElement(using: &generator) ?? ""
            if Bool.random(using: &generator) { yaml += ", plus: true" }
        }
        let width = Int.random(in: 16...20, using: &generator)
        if isFixed || Bool.random(using: &generator) {
            yaml += ", width: \(width)\(Bool.random(using: &generator) ? ", fill: \"0\"" : "")"
        }
        return Column(content: content, yaml: yaml, width: width, hasDecimals: hasDecimals)
    }

    var yaml: String {
        var record = "kind: \(isFixed ? "fixed" : "delimited"), encoding: \(encoding)"
        record += ", line_ending: \(lineEnding == "\n" ? "lf" : "crlf")"
        if let separator {
            record += ", separator: \"\(separator == "\t" ? "\\t" : String(separator))\""
        }
        if !isFixed {
            record += ", quote: \(neverQuotes ? "never" : "minimal"), heading: \(hasHeading)"
        }
        if isFixed { record += ", length: \(length(of: columns))" }
        func list(_ key: String, _ columns: [Column]) -> String {
            columns.isEmpty
                ? ""
                : "\(key):\n"
                    + columns.enumerated().map { "  - {name: C\($0), \($1.yaml)}\n" }.joined()
        }
        return """
            format: random
            record: {\(record)}
            \(list("header", header))\(list("fields", columns))\(list("trailer", trailer))files:
              - {name: out}
            """
    }

    /// Of a fixed record, without its line ending.
    func length(of columns: [Column]) -> Int {
        columns.map(\.width).reduce(0, +) + (separator == nil ? 0 : columns.count - 1)
    }
}
