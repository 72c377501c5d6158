public import BursarModel
import Status

extension Pages {
    /// One output: what to type, its way so far, and the fees in it, without students' ids.
    public static func output(_ detail: OutputDetail, in frame: PageFrame) -> String {
        let output = detail.output
        let clock = frame.clock(of: output.campus)
        let name = frame.name(of: output.campus)
        return Page(
            template: .output,
            headline: "\(name): \(headline(of: output))",
            subject: "Output \(output.id) · BursarHub",
            line: [
                (output.name, nil),
                output.publishedAt.map { ("delivered \(clock.spelledOut($0))", nil) }
                    ?? (output.standing.word, nil),
            ],
            crumbs: [
                .init(name, to: Links.campus(output.campus)),
                .init("Outputs", to: frame.path(to: "/outputs")),
            ],
            content: [
                "warning": .text(warning(on: output)),
                "isSFS": .flag(output.kind == .sfs),
                "count": .text(String(output.records)),
                "total": .text(Figures.plainDollars(output.totalCents)),
                "totalNote": .text(
                    [output.feesNote.map { "The records are \($0)" }, output.totalNote]
                        .compactMap(\.self).joined(separator: "; ")
                ),
                "settings": .list(LoadsPart.settings(of: output)),
                "facts": facts(of: detail, clock, frame),
                "hasCharges": .flag(!detail.charges.isEmpty),
                "charges": .list(detail.charges.prefix(500).map { charge($0, of: output, frame) }),
                "chargesMore": .text(more(of: detail)),
            ]
        ).document(in: frame)
    }

    private static func headline(of output: OutputSummary) -> String {
        let records = counted(output.records, "record")
        return switch output.state {
        case .published where output.kind == .other: "\(records) for another office"
        case .published where output.collectedAt != nil: "\(records) were collected"
        case .published: "\(records) to load into PeopleSoft"
        case .planned, .staged: "a file of \(records) is not delivered yet"
        case .waiting: "a file of \(records) waits for an earlier one"
        case .inDoubt: "a file of \(records) is in doubt"
        case .recalling: "a file of \(records) is being recalled"
        case .void: "a file of \(records) is void"
        }
    }

    private static func warning(on output: OutputSummary) -> String? {
        switch output.state {
        case .published, .planned, .staged: nil
        case .waiting: "It waits for an earlier file of its name: have that one collected."
        case .inDoubt:
            "Nobody knows whether it was delivered: do not load it before that is settled."
        case .recalling: "It is being recalled: do not load it."
        case .void: "It is void: do not load it."
        }
    }

    private static func facts(of detail: OutputDetail, _ clock: CampusClock, _ frame: PageFrame)
        -> Fields.Value
    {
        let output = detail.output
        var facts = Facts()
        facts.add("File", toCopy: output.path)
        facts.add("Known as", toCopy: output.id)
        facts.add("Charges", "$\(Figures.dollars(output.chargeCents))")
        facts.add(
            "Credits",
            output.creditCents > 0 ? "$\(Figures.dollars(output.creditCents))" : nil
        )
        facts.add("Id hash", toCopy: output.idHash)
        facts.add("Number", "\(detail.runSequence) of \(CampusClock.day(detail.runDate))")
        // What a person had sent anew was planned by no run.
        let run = output.reissued ? nil : frame.path(to: Links.run(output.run))
        facts.add("Run", output.run, target: run)
        facts.add("Made with", "revision \(detail.revision), format \(detail.format)")
        facts.add("Planned", clock.spelledOut(detail.plannedAt))
        facts.add("Staged", detail.stagedAt.map(clock.spelledOut))
        facts.add("Delivered", output.publishedAt.map(clock.spelledOut))
        facts.add("Collected", output.collectedAt.map { "by \(clock.spelledOut($0))" })
        facts.add(
            "Void",
            detail.voidAt.map { "\(clock.spelledOut($0)), by \(detail.voidedBy ?? "nobody")" }
        )
        facts.add("Decided", detail.decision.map { $0.words(by: clock) })
        facts.add("Note", detail.note)
        for link in detail.madeOf {
            facts.add("Fees of", words(on: link), target: Links.output(link.id))
        }
        for link in detail.wentTo {
            facts.add("Fees went to", words(on: link), target: Links.output(link.id))
        }
        if detail.heldFees > 0 {
            facts.add(
                "Fees held",
                Figures.count(detail.heldFees),
                target: Links.held(at: output.campus)
            )
        }
        facts.add("Size", output.bytes.map { "\(Figures.count($0)) bytes" })
        facts.add("SHA-256", toCopy: output.sha256)
        return facts.list
    }

    private static func words(on link: OutputDetail.Link) -> String {
        "\(link.name) (\(link.state.rawValue)), \(counted(link.fees, "fee"))"
    }

    private static func charge(
        _ charge: OutputDetail.Charge,
        of output: OutputSummary,
        _ frame: PageFrame
    ) -> Fields {
        [
            "record": .text(Figures.count(charge.record)),
            "charge": .text(charge.charge),
            "chargeTarget": frame.canTrace
                ? .text(Links.traced(charge.charge, at: output.campus)) : .nothing,
            "feeType": .text(charge.fee.feeType),
            "amount": .text(charge.fee.amountCents.map(Figures.dollars) ?? ""),
            "date": .text(charge.fee.date?.iso ?? ""),
            "transaction": .text(charge.transactionID ?? ""),
        ]
    }

    private static func more(of detail: OutputDetail) -> String? {
        let rest = Int64(detail.charges.count - 500)
        return rest > 0
            ? "And \(counted(rest, "other fee")): bursarhub outputs show \(detail.output.id) lists them all."
            : nil
    }
}

extension PersonsDecision {
    /// `write-off by registrar, Sunday 22 November 2026, 18:10 Pacific: paid in cash`.
    func words(by clock: CampusClock) -> String {
        let time = at.map { ", \(clock.spelledOut($0))" } ?? ""
        let why = reason.map { ": \($0)" } ?? ""
        let what = decision.split(separator: "_").joined(separator: "-")
        return "\(what) by \(by)\(time)\(why)"
    }
}
