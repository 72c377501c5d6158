import BursarModel

/// What a new revision does to held fees and exports, in sentences.
struct HeldOutlookWords {
    private let outlook: HeldOutlook
    private let state: CampusState
    private let isBooked: Bool

    init(_ plan: PlannedRevision) {
        outlook = plan.held
        state = plan.campus.state
        isBooked = plan.isBooked
    }

    var sentences: [String] {
        [fees, leftOut, exports, remainingExports].compactMap(\.self)
            + outlook.obstacles.map { obstacle in
                "cannot be judged anew: \(obstacle.text)"
            }
    }

    /// `12 held fees ($345.00) would join the next run's outputs, 3 stay held: no_item_type`.
    private var fees: String? {
        let reasons = outlook.remaining.filter { $0.value.count > 0 }
        let count = reasons.values.reduce(0) { $0 + $1.count }
        let names = reasons.keys.map(\.rawValue).sorted().joined(separator: ", ")
        switch (outlook.freed.count, count) {
        case (0, 0): return nil
        case (0, _):
            return "\(counted(count, "held fee")) \(count == 1 ? "stays" : "stay") held: \(names)"
        case (_, 0): return "\(freed) would join \(outputs)"
        default:
            return
                "\(freed) would join \(outputs), \(count) \(count == 1 ? "stays" : "stay") held: \(names)"
        }
    }

    private var freed: String {
        let amount = Figures.amount(outlook.freed).map { " (\($0))" } ?? ""
        return counted(outlook.freed.count, "held fee") + amount
    }

    private var outputs: String {
        guard !isBooked else { return "the next run's outputs" }
        return state == .paused
            ? "the outputs once it is resumed"
            : "the outputs once it is live; now it is \(state.rawValue)"
    }

    private var leftOut: String? {
        guard outlook.leftOut.count > 0 else { return nil }
        let amount = Figures.amount(outlook.leftOut).map { " (\($0))" } ?? ""
        return
            "\(counted(outlook.leftOut.count, "held fee"))\(amount) would be left out by its rules"
    }

    private var exports: String? {
        guard outlook.freedExports > 0 else { return nil }
        let fees = outlook.freedExportFees
        let amount = Figures.amount(fees).map { " (\($0))" } ?? ""
        return
            "\(counted(outlook.freedExports, "held export")) would be read, with \(counted(fees.count, "fee"))\(amount) for \(outputs)"
    }

    private var remainingExports: String? {
        let count = outlook.remainingExports.values.reduce(0, +)
        guard count > 0 else { return nil }
        let names = outlook.remainingExports.keys.map(\.rawValue).sorted().joined(separator: ", ")
        return "\(counted(count, "held export")) \(count == 1 ? "stays" : "stay") held: \(names)"
    }
}
