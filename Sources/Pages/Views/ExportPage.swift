public import BursarModel
import Status

extension Pages {
    /// One export: where each of its fees ended, and what of it waits.
    public static func export(_ export: ExportDetail, in frame: PageFrame) -> String {
        let campus = export.campus
        let clock = frame.clock(of: campus)
        let name = frame.name(of: campus)
        let isWhole = export.export.state == .held
        return Page(
            template: .export,
            headline: "\(name): \(headline(of: export))",
            subject: "Export \(export.id) · BursarHub",
            line: [
                (export.export.file, nil),
                export.export.receivedAt.map { ("came \(clock.spelledOut($0))", nil) }
                    ?? ("", nil),
            ].filter { !$0.0.isEmpty },
            crumbs: [.init(name, to: Links.campus(campus))],
            content: [
                "numbers": isWhole
                    ? .nothing
                    : NumbersPart.fields(
                        export.books,
                        of: "As they are now",
                        targets: targets(of: export)
                    ),
                "matters": .list(HeldPart.matters(export.held, at: campus, in: frame)),
                "hasHeld": .flag(!export.held.isEmpty),
                "rows": .list(OutputRows.fields(export.outputs, in: frame)),
                "hasOutputs": .flag(!export.outputs.isEmpty),
                "facts": facts(of: export, clock, frame),
            ]
        ).document(in: frame)
    }

    private static func targets(of export: ExportDetail) -> [Bucket: String] {
        var targets: [Bucket: String] = [:]
        if !export.held.isEmpty { targets[.held] = "#held" }
        if export.outputs.contains(where: { $0.kind == .sfs }) { targets[.written] = "#outputs" }
        if export.outputs.contains(where: { $0.kind == .other }) { targets[.diverted] = "#outputs" }
        return targets
    }

    private static func headline(of export: ExportDetail) -> String {
        let read = export.books.read.count
        let held = export.books.held.count
        return switch export.export.state {
        case .held: "an export is held as a whole"
        case .duplicate: "an export came again and was not sent twice"
        case .settling: "an export is still arriving"
        case .ignored: "an export was left out"
        case .converted where held > 0:
            "\(counted(held, "fee")) of an export’s \(Figures.count(read)) \(held == 1 ? "is" : "are") held"
        case .converted where read == 0: "an export without fees"
        case .converted: "every fee of an export has gone its way"
        }
    }

    private static func facts(of export: ExportDetail, _ clock: CampusClock, _ frame: PageFrame)
        -> Fields.Value
    {
        let summary = export.export
        var facts = Facts()
        facts.add("Wrong", summary.message.map(\.asSentence))
        facts.add("File", toCopy: summary.file)
        facts.add("Known as", toCopy: export.id)
        facts.add("Export number", toCopy: summary.exportNumber)
        facts.add("Alma profile", export.profileCode)
        facts.add("Came", summary.receivedAt.map(clock.spelledOut))
        facts.add("Taken", clock.spelledOut(export.takenAt))
        facts.add("Booked", export.bookedAt.map(clock.spelledOut))
        facts.add("Run", export.run, target: frame.path(to: Links.run(export.run)))
        facts.add("Judged by", "revision \(export.revision)")
        facts.add("Size", "\(Figures.count(export.bytes)) bytes")
        facts.add("SHA-256", toCopy: summary.sha256)
        return facts.list
    }
}
