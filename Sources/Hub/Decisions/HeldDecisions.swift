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
    public func decide(on ids: [HeldItemID]) throws -> HeldDecisionReport {
        var report = HeldDecisionReport(
            decision: decision,
            person: word.person,
            reason: word.reason,
            isDemo: hub.home.isDemo
        )
        var campuses: [CampusKey] = []
        for id in ids where !campuses.contains(id.campus) { campuses.append(id.campus) }
        for campus in campuses {
            var once: [HeldItemID] = []
            for id in ids where id.campus == campus && !once.contains(id) { once.append(id) }
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
        on ids: [HeldItemID],
        at campus: CampusKey
    ) throws -> [HeldDecisionReport.Item] {
        try DecisionDesk.decide(hub, on: campus) { desk, claim in
            let found = try zip(ids, desk.ledger.heldSubjects(ids)).map { id, subject in
                (id: id, subject: subject, refusal: try refusal(of: id, subject, claim, desk))
            }
            if found.contains(where: { $0.refusal != nil }) {
                return found.map { entry in
                    item(entry.id, entry.subject, refused: entry.refusal ?? HeldDecisions.keptBack)
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
            return subjects.map { subject in
                var done = item(subject.id, subject)
                done.tally = readable[subject.id] ?? subject.tally
                return done
            }
        }
    }

    /// Another one stands against it.
    private static var keptBack: DecisionRefusal {
        DecisionRefusal(
            "nothing was decided on it, because of the others of its campus",
            remedy: "run the command again without those"
        )
    }

    private func refusal(
        of id: HeldItemID,
        _ subject: HeldSubject?,
        _ claim: Claim,
        _ desk: DecisionDesk
    ) throws -> DecisionRefusal? {
        guard let subject else {
            return DecisionRefusal(
                "nothing is held as \(id)",
                remedy: "`bursarhub held \(id.campus)` lists what is"
            )
        }
        if let refusal = subject.refusal(of: decision, givenReason: word.reason != nil) {
            return refusal
        }
        guard decision == .release else { return nil }
        return try refusalOfSending(subject, claim, desk)
    }

    /// What could not be sent by the next run stays as it is, and says why.
    private func refusalOfSending(
        _ subject: HeldSubject,
        _ claim: Claim,
        _ desk: DecisionDesk
    ) throws -> DecisionRefusal? {
        let configuration = try CampusConfiguration(
            of: claim.campus,
            revision: claim.revision,
            from: desk.ledger
        )
        guard configuration.hasProfile(subject.source.file.code) else {
            return DecisionRefusal(
                "no profile of \(claim.campus) has the code \(subject.source.file.code) any more, so nobody knows the layout of \(subject.id)",
                remedy: "put the profile back into the campus file until its fees are settled"
            )
        }
        let archive = ExportArchive(folder: try hub.home.archive(of: claim.campus))
        guard try archive.holds(subject.source.file) else {
            return DecisionRefusal(
                .somebodyMustLook,
                "the archive has lost the export of \(subject.id)",
                remedy: "restore the file in the archive from a backup"
            )
        }
        return nil
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
        _ id: HeldItemID,
        _ subject: HeldSubject? = nil,
        refused refusal: DecisionRefusal? = nil
    ) -> HeldDecisionReport.Item {
        HeldDecisionReport.Item(
            id: id.reported,
            campus: id.campus,
            outcome: refusal == nil ? .done : .refused,
            reason: subject?.reason,
            tally: subject?.tally ?? .zero,
            message: refusal?.message.text,
            remedy: refusal?.remedy.text,
            isWrongUse: refusal?.kind == .notApplicable
        )
    }
}
