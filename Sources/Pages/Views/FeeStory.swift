import BursarModel
import Status

/// One fee's way as steps in time: from the line it was read on to the line it was written on.
struct FeeStory {
    private let fee: TracedFee
    private let clock: CampusClock
    private let number: Int

    init(_ fee: TracedFee, _ clock: CampusClock, number: Int) {
        self.fee = fee
        self.clock = clock
        self.number = number
    }

    var fields: Fields {
        let what = [
            fee.feeType, fee.amountCents.map { "$\(Figures.dollars($0))" },
            fee.date.map(CampusClock.day),
        ].compactMap(\.self).joined(separator: ", ")
        var facts = Facts()
        facts.add("Fee", toCopy: fee.charge)
        facts.add("Transaction", toCopy: fee.transactionID)
        facts.add("Student", toCopy: fee.studentID)
        facts.add("Now", fee.bucket.plainName + (fee.reason.map { " (`\($0)`)" } ?? ""))
        return
            ([
                "feeID": .text("fee-\(number)"),
                "feeTitle": .text(what.isEmpty ? fee.charge : what),
                "facts": facts.list,
                "steps": .list(steps.sorted { $0.at < $1.at }.map(\.fields)),
            ] as Fields).with(fee.standing.fields)
    }

    private struct Step {
        var at: Timestamp
        var name: String
        var text: String
        var target: String?
        var more: [String]
        var when: String

        var fields: Fields {
            [
                "step": .text(name), "stepText": .text(text), "stepTarget": .text(target),
                "stepWhen": .text(when),
                "stepMore": .list(more.map { ["moreText": .text($0)] }),
            ]
        }
    }

    private func step(
        _ at: Timestamp,
        _ name: String,
        _ text: String,
        target: String? = nil,
        _ more: [String?] = []
    ) -> Step {
        Step(
            at: at,
            name: name,
            text: text,
            target: target,
            more: more.compactMap(\.self).filter { !$0.isEmpty },
            when: clock.spelledOut(at)
        )
    }

    private var steps: [Step] {
        [came(fee.export, "Came in")] + fee.judged.map(judged) + fee.held.flatMap(held)
            + fee.outputs.flatMap(went) + fee.repeats.map { came($0, "Came again in") }
    }

    private func came(_ export: TracedExport, _ name: String) -> Step {
        step(
            export.receivedAt,
            name,
            export.file,
            target: Links.export(export.id),
            [
                "line \(Figures.count(export.line)), fee \(Figures.count(export.ordinal))",
                export.exportNumber.map { "export number \($0)" },
                export.baseline.map { "sent by the campus’s earlier way: baseline \($0)" },
                export.purgedAt.map { "purged \(clock.spelledOut($0))" },
            ]
        )
    }

    private func judged(_ judgement: TracedJudgement) -> Step {
        let reason = judgement.reason.map { " (\($0))" } ?? ""
        let further =
            judgement.generation == 1 ? "" : ", charge \(judgement.generation) of this fee"
        return step(
            judgement.at,
            "Booked",
            judgement.bucket.plainName + reason + further,
            target: judgement.output.map(Links.output),
            [judgement.output]
        )
    }

    private func held(_ hold: TracedHold) -> [Step] {
        let waits = step(
            hold.since,
            "Held",
            hold.message.isEmpty ? hold.reason : hold.message.asSentence,
            target: Links.held(hold.id),
            [
                hold.id, hold.fromOutput.map { "taken out of \($0)" },
                hold.decision.map { $0.words(by: clock) },
            ]
        )
        guard let at = hold.settledAt else { return [waits] }
        return [
            waits,
            step(
                at,
                hold.state == .writtenOff ? "Written off" : "Released",
                hold.settledBy.map { "by \($0)" } ?? "",
                target: hold.output.map(Links.output),
                [hold.output.map { "into \($0)" }]
            ),
        ]
    }

    private func went(_ output: TracedOutput) -> [Step] {
        let place = [
            output.record.map { "record \(Figures.count($0))" },
            output.line.map { "line \(Figures.count($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        var steps = [
            step(
                output.publishedAt ?? output.plannedAt,
                output.publishedAt == nil ? "Planned for" : "Delivered in",
                output.name,
                target: Links.output(output.id),
                [place, output.path, output.note]
            )
        ]
        if let at = output.collectedAt { steps.append(step(at, "Collected", output.name)) }
        if let at = output.voidAt {
            steps.append(step(at, "Void", output.name, [output.voidedBy.map { "by \($0)" }]))
        }
        return steps
    }
}

extension TracedFee {
    fileprivate var standing: Standing {
        switch bucket {
        case .written, .diverted: Standing(tone: .good, word: bucket.plainName)
        case .held: Standing(tone: .attention, word: bucket.plainName)
        case .duplicate, .skipped: Standing(tone: .quiet, word: bucket.plainName)
        }
    }
}
