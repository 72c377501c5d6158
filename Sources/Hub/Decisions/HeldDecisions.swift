import AlmaExport
public import BursarModel
public import Ledger

/// Carries out what a person decided on held fees and exports: all of a campus's, or none.
public struct HeldDecisions: Sendable {
    private let hub: Hub
    private let decision: HeldDecision
    private let word: PersonsWord

    public init(_ hub: Hub, _ decision: HeldDecision, by person: String, because reason: String?) {
        self.hub = hub
        self.decision = decision
        word = PersonsWord(person: person, reason: reason, now: hub.now)
    }

    /// Decides on each once, campus by campus, in the order in which they were named.
    ///
    /// One that cannot be decided on keeps the others of its campus as they are, and no others.
    public func decide(on names: [HeldName]) throws -> HeldDecisionReport {
        var report = HeldDecisionReport(
            decision: decision,
            person: word.person,
            reason: word.reason,
            isDemo: hub.home.isDemo
        )
        var campuses: [CampusKey] = []
        for name in names where !campuses.contains(name.campus) { campuses.append(name.campus) }
        for campus in campuses {
            var once: [HeldName] = []
            for name in names where name.campus == campus && !once.contains(name) {
                once.append(name)
            }
            do {
                report.items += try decide(on: once, at: campus)
            } catch let refusal as DecisionRefusal {
                report.items += once.map { item($0, refused: refusal) }
            } catch  where campuses.count > 1 {
                // What was decided at the others is told too.
                let trouble = Trouble(error, at: campus)
                let refusal = DecisionRefusal(
                    .somebodyMustLook,
                    trouble.message,
                    remedy: trouble.remedy
                )
                report.items += once.map { item($0, refused: refusal) }
            }
        }
        return report
    }

    // MARK: One campus

    private func decide(
        on names: [HeldName],
        at campus: CampusKey
    ) throws -> [HeldDecisionReport.Item] {
        try DecisionDesk.decide(hub, on: campus) { desk, claim in
            let named = try resolved(names, desk)
            let found = try refusals(of: named, claim, desk)
            if found.contains(where: { $0.refusal != nil }) {
                return found.map { entry in
                    item(
                        entry.named,
                        entry.subject,
                        refused: entry.refusal ?? HeldDecisions.keptBack
                    )
                }
            }
            let subjects = found.compactMap(\.subject)
            let readable =
                decision == .writeOff ? try figures(of: subjects, claim, desk) : [:]
            try desk.ledger.decide(
                decision,
                on: subjects,
                readable: readable,
                under: claim,
                marks: decision == .release
                    ? PurgeKey(hub.home).marks(under: claim, desk.ledger) : nil,
                word: word
            )
            return found.map { entry in
                var done = item(entry.named, entry.subject)
                if let id = entry.named.id { done.tally = readable[id] ?? done.tally }
                return done
            }
        }
    }

    /// One thing that is held, under the name that it was given; nil where the name stands for none.
    private struct Named {
        var id: HeldItemID?
        var name: HeldName
    }

    /// Each thing once, under the first name that stands for it.
    private func resolved(_ names: [HeldName], _ desk: DecisionDesk) throws -> [Named] {
        var seen: Set<HeldItemID> = []
        return try names.flatMap { name -> [Named] in
            // Of what is written off, each is taken back by its own id.
            let fees =
                decision == .reopen
                ? nil : try desk.ledger.heldFees(named: name, joining: decision == .writeOff)
            if case .item(let id) = name, fees == nil {
                return seen.insert(id).inserted ? [Named(id: id, name: name)] : []
            }
            guard let fees, !fees.isEmpty else { return [Named(id: nil, name: name)] }
            return fees.filter { seen.insert($0).inserted }.map { Named(id: $0, name: name) }
        }
    }

    /// Another one stands against it.
    private static var keptBack: DecisionRefusal {
        DecisionRefusal(
            "nothing was decided on it, because of the others of its campus",
            remedy: "run the command again without those"
        )
    }

    private func refusals(
        of named: [Named],
        _ claim: Claim,
        _ desk: DecisionDesk
    ) throws -> [(named: Named, subject: HeldSubject?, refusal: DecisionRefusal?)] {
        let ids = named.compactMap(\.id)
        let found = try Dictionary(
            zip(ids, desk.ledger.heldSubjects(ids)),
            uniquingKeysWith: { first, _ in first }
        )
        var sending: SendingCheck?
        return try named.map { named in
            guard let id = named.id else { return (named, nil, standsForNothing(named.name)) }
            guard let subject = found[id] ?? nil else {
                return (
                    named, nil,
                    DecisionRefusal(
                        "nothing is held as \(id)",
                        remedy: "`bursarhub held \(id.campus)` lists what is"
                    )
                )
            }
            if let refusal = subject.refusal(of: decision, givenReason: word.reason != nil) {
                return (named, subject, refusal)
            }
            guard decision == .release else { return (named, subject, nil) }
            var check = try sending ?? SendingCheck(hub, claim, desk.ledger)
            let refusal = try check.refusal(of: subject)
            sending = check
            return (named, subject, refusal)
        }
    }

    private func standsForNothing(_ name: HeldName) -> DecisionRefusal {
        decision == .reopen
            ? DecisionRefusal(
                "\(name) is an output, and what was written off is taken back by its own id",
                remedy: "`bursarhub audit \(name.campus)` shows the ids that were written off"
            )
            : DecisionRefusal(
                "no fee of \(name) waits for a person",
                remedy: "`bursarhub held \(name.campus)` lists what does"
            )
    }

    // MARK: Figures

    /// What is read of exports that are written off: to be accounted for, where they can be read.
    private func figures(
        of subjects: [HeldSubject],
        _ claim: Claim,
        _ desk: DecisionDesk
    ) throws -> [HeldItemID: Tally] {
        let archive = ExportArchive(folder: try hub.home.archive(of: claim.campus))
        var figures: [HeldItemID: Tally] = [:]
        for subject in subjects {
            guard case .export = subject.id else { continue }
            figures[subject.id] = try archive.tally(of: subject.source.file)
        }
        return figures
    }

    // MARK: Telling

    private func item(
        _ named: Named,
        _ subject: HeldSubject?,
        refused refusal: DecisionRefusal? = nil
    ) -> HeldDecisionReport.Item {
        var item = item(named.name, refused: refusal)
        if let id = named.id {
            item.id = id.reported
            item.namedAs = named.name == .item(id) ? nil : named.name.reported
        }
        item.reason = subject?.reason
        item.tally = subject?.tally ?? .zero
        return item
    }

    private func item(
        _ name: HeldName,
        refused refusal: DecisionRefusal?
    ) -> HeldDecisionReport.Item {
        HeldDecisionReport.Item(
            id: name.reported,
            campus: name.campus,
            outcome: refusal == nil ? .done : .refused,
            reason: nil,
            tally: .zero,
            message: refusal?.message.text,
            remedy: refusal?.remedy.text,
            isWrongUse: refusal?.kind == .notApplicable
        )
    }
}
