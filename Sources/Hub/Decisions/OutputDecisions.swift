public import BursarModel
public import Ledger

/// Carries out what a person decided on one output.
public struct OutputDecisions: Sendable {
    private let hub: Hub
    private let id: OutputID
    private let person: String
    private let reason: String

    public init(_ hub: Hub, on id: OutputID, by person: String, because reason: String) {
        self.hub = hub
        self.id = id
        self.person = person
        self.reason = reason
    }

    /// It was delivered: by hand while the hub was down, or as one in doubt.
    ///
    /// `inPeopleSoft` is the person's word that it was loaded, whatever its server shows.
    ///
    /// - Throws: `DecisionRefusal` where it is in no state to be confirmed, where a file that can be
    ///   seen has other bytes, or where one in doubt is not on its server.
    public func confirm(inPeopleSoft: Bool) throws -> OutputDecisionReport {
        try decide(.confirm) { bench, output, decision in
            Ending(look: try bench.confirm(output, decision, inPeopleSoft: inPeopleSoft))
        }
    }

    /// Its fees are taken back and wait for a person.
    ///
    /// `notInPeopleSoft` is the person's word that it was not loaded, or was reversed there; without
    /// it only an output that the hub can keep from being loaded is taken back.
    public func void(notInPeopleSoft: Bool) throws -> OutputDecisionReport {
        try decide(.void) { bench, output, decision in
            Ending(fees: try bench.void(output, decision, notInPeopleSoft: notInPeopleSoft))
        }
    }

    /// Its fees are taken back and go out in another output, as the campus file says today.
    public func reissue(notInPeopleSoft: Bool) throws -> OutputDecisionReport {
        try decide(.reissue) { bench, output, decision in
            let reissue = Reissue(bench: bench, output: output, decision: decision)
            let reissued = try reissue.run(notInPeopleSoft: notInPeopleSoft)
            return Ending(
                fees: output.lines,
                outputs: reissued.outputs,
                trouble: reissued.trouble
            )
        }
    }

    private struct Ending: Sendable {
        var fees = Tally.zero
        var outputs: [Int] = []
        var trouble: Trouble?
        var look: ServerLook?
    }

    private func decide(
        _ kind: OutputDecisionKind,
        _ body: @escaping @Sendable (OutputBench, PlannedOutput, OutputDecision) throws -> Ending
    ) throws -> OutputDecisionReport {
        let decision = OutputDecision(kind, by: person, because: reason, at: hub.now)
        do {
            return try DecisionDesk.decide(
                hub,
                on: id.campus,
                unless: { kind == .void && $0 == .plannedAgain(output: id.number) }
            ) { desk, claim in
                let output = try known(desk)
                let bench = try OutputBench(desk, claim)
                return try report(try body(bench, output, decision), decision, desk)
            }
        } catch let trouble as Trouble {
            throw DecisionRefusal(
                .somebodyMustLook,
                trouble.message,
                remedy: trouble.remedy
            )
        }
    }

    private func known(_ desk: DecisionDesk) throws -> PlannedOutput {
        guard let output = try desk.ledger.output(id.number, at: id.campus) else {
            throw DecisionRefusal(
                "there is no output \(id)",
                remedy: "`bursarhub outputs \(id.campus)` lists them"
            )
        }
        guard output.homeID == hub.home.id else {
            throw DecisionRefusal(
                "output \(id) was planned by another home, whose staging folder is not here",
                remedy: "run the command on the host that has that home, or give it with --home"
            )
        }
        guard try !desk.ledger.hasPurgedFees(output.output, of: id.campus) else {
            throw DecisionRefusal(
                "fees of output \(id) were purged, so nothing can be decided on it any more",
                remedy: "`bursarhub outputs \(id.campus)` shows what became of it"
            )
        }
        return output
    }

    private func report(
        _ ending: Ending,
        _ decision: OutputDecision,
        _ desk: DecisionDesk
    ) throws -> OutputDecisionReport {
        guard let output = try desk.ledger.outputSummary(id) else {
            throw DecisionRefusal("there is no output \(id)", remedy: "nothing was changed")
        }
        return OutputDecisionReport(
            decision: decision.kind,
            person: person,
            reason: reason,
            isDemo: hub.home.isDemo,
            output: output,
            fees: ending.fees,
            reissued: try ending.outputs.compactMap {
                try desk.ledger.outputSummary(OutputID(id.campus, $0))
            },
            trouble: ending.trouble?.message.text,
            remedy: ending.trouble?.remedy.text,
            seen: ending.look?.sighting,
            unseenBecause: ending.look?.hindrance?.text
        )
    }
}
