public import BursarModel

/// What can be decided about a held fee or export, as it stands.
extension HeldSubject {
    /// Nil where it can be done.
    public func refusal(of decision: HeldDecision, givenReason: Bool) -> DecisionRefusal? {
        switch decision {
        case .release: refusalOfRelease(givenReason)
        case .writeOff: refusalOfWriteOff
        case .reopen: refusalOfReopening
        }
    }

    private func refusalOfRelease(_ givenReason: Bool) -> DecisionRefusal? {
        switch standing {
        case .open: break
        case .joinsNext:
            return DecisionRefusal(
                "\(id) goes on with the next run already",
                remedy: "run, or let the evening's run take it up"
            )
        case .writtenOff:
            return DecisionRefusal(
                "\(id) is written off",
                remedy: "`bursarhub held reopen \(id) --reason …` first"
            )
        case .sent, .leftOut: return notHeld
        }
        guard reason.canBeReleased(isExport) else {
            return DecisionRefusal(
                "\(id) is held as `\(reason)`, which no word of a person cures",
                remedy: reason.remedy
            )
        }
        guard givenReason || !reason.releaseNeedsReason else {
            return DecisionRefusal(
                "\(id) is held as `\(reason)`: say why it is to go on",
                remedy: "`bursarhub held release \(id) --reason …`"
            )
        }
        return nil
    }

    private var refusalOfWriteOff: DecisionRefusal? {
        switch standing {
        case .open, .joinsNext:
            guard reason != .archiveLost else {
                return DecisionRefusal(
                    "nobody can count what is in \(id): \(reason.meaning)",
                    remedy: reason.remedy
                )
            }
            return nil
        case .writtenOff:
            return DecisionRefusal("\(id) is written off already", remedy: "nothing was changed")
        case .sent, .leftOut: return notHeld
        }
    }

    private var refusalOfReopening: DecisionRefusal? {
        switch standing {
        case .writtenOff: return nil
        case .open, .joinsNext:
            return DecisionRefusal(
                "\(id) is held and was not written off",
                remedy: "`bursarhub held show \(id)` tells what can be done"
            )
        case .leftOut:
            return DecisionRefusal(
                "\(id) was left out by a rule of the campus, not by a person",
                remedy: "bill it by hand; the rule under `skip` in the campus file says why"
            )
        case .sent: return notHeld
        }
    }

    private var notHeld: DecisionRefusal {
        DecisionRefusal(
            "\(id) is not held any more",
            remedy: "`bursarhub held show \(id)` tells what became of it"
        )
    }

    private var isExport: Bool {
        switch id {
        case .fee: false
        case .export: true
        }
    }
}

extension HoldReason {
    /// Whether `held release` lets a fee, or a whole export, go on.
    public func canBeReleased(_ isExport: Bool) -> Bool {
        switch self {
        case .changed, .suspectedDuplicate, .creditPositive, .outputVoid: !isExport
        case .wrongCampus, .noExportNumber, .twoExportNumbers, .nameReused, .exportReused,
            .tooManyHeld:
            isExport
        case .emptyFile, .notWellFormed, .doctype, .encoding, .compressed, .wrongRoot,
            .unexpectedElement, .tooDeep, .tagTooLong, .totalOverflow, .tooLarge, .unreadable,
            .notRegular, .archiveLost, .noItemType, .noLookupValue, .noTerm, .twoTerms, .noFile,
            .fieldOverflow, .delimiterInValue, .notEncodable, .missingValue, .notUnique,
            .amountTooLarge, .badStudentID, .badDate, .amountSyntax, .noAmount, .wrongCurrency,
            .fieldTooLong, .duplicateField:
            false
        }
    }

    /// Whether money could be asked for twice, or from the wrong people, so that a release says why.
    public var releaseNeedsReason: Bool {
        switch self {
        case .changed, .suspectedDuplicate, .creditPositive, .wrongCampus: true
        default: false
        }
    }
}
