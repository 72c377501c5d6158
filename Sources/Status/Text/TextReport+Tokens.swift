public import BursarModel

extension TextReport {
    /// Every token by name: what it lets its bearer see, who made it, and whether it still counts.
    public static func tokens(_ tokens: [TokenEntry], style: TerminalStyle) -> String {
        guard !tokens.isEmpty else {
            return "No token was created yet; `bursarhub token create NAME` makes one.\n"
        }
        let clock = CampusClock("UTC")
        let newest = tokens.map(\.createdAt).max()
        var table = TextTable([
            .text("Name", limit: 63), .text("For", limit: 31), .text("Trace", limit: 5),
            .text("Created (UTC)", limit: 24), .text("By", limit: 24), .text("Revoked", limit: 24),
        ])
        for token in tokens {
            table.add([
                TextTable.Cell(Printable.escaped(token.name)),
                TextTable.Cell(token.campus?.text ?? "all campuses"),
                TextTable.Cell(token.mayTrace ? "yes" : ""),
                TextTable.Cell(clock.brief(token.createdAt, near: newest)),
                TextTable.Cell(Printable.escaped(token.createdBy)),
                TextTable.Cell(token.revokedAt.map { clock.brief($0, near: newest) } ?? ""),
            ])
        }
        return joined([table.lines(in: style)])
    }
}
