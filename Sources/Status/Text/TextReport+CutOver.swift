public import BursarModel

extension TextReport {
    private static let mostExports = 20

    /// What a person must decide before a campus becomes live: what lies there, and the ways on.
    public static func cutOver(_ cutOver: CutOver, style: TerminalStyle) -> String {
        guard cutOver.obstacle == nil else { return Printable.escaped(cutOver.refusal.line) + "\n" }
        let number = Int64(cutOver.waiting.count)
        let headline =
            "\(cutOver.campus) becomes live, and \(counted(number, "export")) "
            + "\(number == 1 ? "lies" : "lie") in its locations."
        return joined([
            [
                heading(headline, in: style),
                "Its old way may have sent \(number == 1 ? "it" : "them") already:",
            ],
            exports(cutOver),
            starts(cutOver),
            ways(cutOver, in: style),
        ])
    }

    private static func exports(_ cutOver: CutOver) -> [String] {
        let some = cutOver.waiting.suffix(mostExports)
        let older = cutOver.waiting.count - some.count
        let lines = some.map { "  \($0.day.iso)  \(Printable.escaped($0.name))" }
        return (older == 0 ? [] : ["  … and \(counted(Int64(older), "older one"))"]) + lines
    }

    private static func starts(_ cutOver: CutOver) -> [String] {
        cutOver.profiles.map { profile in
            let start = profile.startsAfter.map { "starts_after: \($0.iso)" }
            return "\(profile.code): \(start ?? "no starts_after is set")"
        }
            + (cutOver.older == 0
                ? []
                : [
                    "\(counted(Int64(cutOver.older), "export")) of that day and before "
                        + "\(cutOver.older == 1 ? "is" : "are") left where they lie."
                ])
    }

    private static func ways(_ cutOver: CutOver, in style: TerminalStyle) -> [String] {
        let day = cutOver.lastDay.map { " \($0.iso)" } ?? ""
        let ways = [
            (
                "Leave them",
                "`starts_after:\(day)` in \(Printable.escaped(cutOver.file)); never converted"
            ),
            (
                "Book them as sent",
                "`bursarhub baseline \(cutOver.campus) FILE… --reason TEXT`; known if they come again"
            ),
            ("Send them", "answer y, or give `--yes`: the next run converts and delivers them"),
        ]
        return [heading("Three ways", in: style)]
            + ways.map { name, text in
                "  \(name)\(String(repeating: " ", count: 19 - name.count))\(text)"
            }
    }
}
