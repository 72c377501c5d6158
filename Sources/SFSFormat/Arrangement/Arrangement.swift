public import BursarModel

/// Which fees of a file share a record, and in which order the records stand.
///
/// Charges and credits are never netted: a group is of one sign. Records that are equal in all
/// keys stay in the order in which their first fees came.
public struct Arrangement: Sendable {
    let group: FileGroup
    let keys: [SortKey]
    let terms: CampusTerms?
    let termDate: TermDate
    /// The texts of a fee that its record can show or ask for.
    public let texts: [FeeField]

    public var isGrouped: Bool { group != .none }
}

extension CompiledFormat {
    /// Appends bytes that compare as the records of two fees are to stand.
    ///
    /// - Throws: the reason that holds the fee, which then cannot be put in order.
    public func appendSortKey(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        context: OutputContext,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        guard let arrangement = files[file].arrangement else { return }
        for key in arrangement.keys {
            try key.append(fee, facts, context, arrangement, to: &buffer)
        }
    }

    /// Appends bytes that are equal for the fees of one group, and for no others.
    public func appendGroupKey(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        file: Int,
        to buffer: inout RecordBuffer
    ) {
        guard let arrangement = files[file].arrangement, arrangement.isGrouped else { return }
        buffer.append(key: fee.arena.span.extracting(fee.range(of: .userValue)))
        if arrangement.group == .userAndFeeType {
            buffer.append(key: fee.arena.span.extracting(fee.range(of: .feeType)))
        }
        buffer.append(facts.amount.value < 0 ? 1 : 0)
    }
}
