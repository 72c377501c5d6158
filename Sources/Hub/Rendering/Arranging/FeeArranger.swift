import BursarModel
import Posix
import SFSFormat

/// Gathers the fees of an output whose records do not stand as the fees come, and hands them out
/// as its records.
///
/// Each fee is proven to make a record when it comes, so that whatever holds it does so now. What
/// its record can show is kept in an external sort: an output of millions of fees takes a fixed
/// amount of memory. Order and groups depend on nothing but the fees and the order in which they
/// came, so an output that is rendered again has the same bytes.
final class FeeArranger {
    private let format: DraftFormat
    private let file: Int
    private let context: OutputContext
    private let arrangement: Arrangement
    private let makeSort: () -> ExternalSort
    /// By group and coming where the file groups, else by order and coming.
    private let gathered: ExternalSort
    let placements: Placements

    private(set) var fees = Tally.zero
    /// Counts every fee that ever came; one that was taken back leaves a gap.
    private var arrivals: Int64 = 0
    /// Arrivals that were taken back.
    private var dead: [Range<Int64>] = []
    private var origins: [DraftExport] = []

    private var scratch = RecordBuffer(reserving: 1024)
    /// Memory for the next key and payload, used again and again.
    private var lentKey: [UInt8] = []
    private var lentPayload: [UInt8] = []

    init(
        _ arrangement: Arrangement,
        of format: DraftFormat,
        file: Int,
        context: OutputContext,
        named name: FileName,
        in folder: Folder,
        memory: Int = ExternalSort.memory
    ) {
        self.arrangement = arrangement
        self.format = format
        self.file = file
        self.context = context
        makeSort = { ExternalSort(named: name, in: folder, memory: memory) }
        gathered = makeSort()
        placements = Placements(named: name, in: folder)
    }

    private var compiled: CompiledFormat { format.compiled }

    private func context(of origin: DraftExport) -> OutputContext {
        compiled.files[file].recordNamesExport ? context.of(origin) : context
    }

    // MARK: Fees come

    /// - Throws: a `HoldReason` where the fee makes no record, or cannot be put in order.
    func take(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        from origin: DraftExport
    ) throws {
        let context = context(of: origin)
        // A group's line is known last; of single records, so many fees have so many lines.
        _ = try compiled.appendRecord(
            of: texts,
            facts,
            file: file,
            context: context,
            lineNumber: arrangement.isGrouped ? 1 : fees.count + 1,
            to: &scratch
        )
        scratch.removeAll()
        try compiled.appendSortKey(of: texts, facts, file: file, context: context, to: &scratch)
        let sortLength = scratch.count
        compiled.appendGroupKey(of: texts, facts, file: file, to: &scratch)
        defer { scratch.removeAll() }
        try fees.add(facts.amount)
        arrivals += 1
        let fee = SpooledFee(
            facts: facts,
            place: fees.count,
            origin: number(of: origin),
            ordinal: texts.ordinal
        )
        var (key, payload) = (lentKey, lentPayload)
        (lentKey, lentPayload) = ([], [])
        defer { (lentKey, lentPayload) = (key, payload) }
        key.removeAll(keepingCapacity: true)
        payload.removeAll(keepingCapacity: true)
        if arrangement.isGrouped {
            key += scratch[sortLength..<scratch.count]
            payload.append(length: sortLength)
            payload += scratch[0..<sortLength]
        } else {
            key += scratch[0..<sortLength]
        }
        key.append(number: arrivals)
        fee.append(texts, arrangement.texts, to: &payload)
        try gathered.add(key: key.span, payload: payload.span)
    }

    private func number(of origin: DraftExport) -> Int {
        if let last = origins.last, last.number == origin.number { return origins.count - 1 }
        origins.append(origin)
        return origins.count - 1
    }

    /// Forgets the fees that came last, back to what they were.
    func takeBack(to earlier: Tally) {
        guard earlier != fees else { return }
        let gone = fees.count - earlier.count
        // What was taken back before lies before these.
        dead.append(arrivals - gone..<arrivals)
        fees = earlier
    }

    private func isDead(_ arrival: Int64) -> Bool {
        !dead.isEmpty && dead.contains { $0.contains(arrival - 1) }
    }

    // MARK: Records go

    /// Hands out the records in their order, each with its first fee's texts and its amount.
    func drain(
        _ record: (
            _ texts: borrowing FeeTexts, _ fee: SpooledFee, _ context: OutputContext
        ) throws -> Void
    ) throws {
        guard arrangement.isGrouped else { return try drain(gathered, record) }
        let records = makeSort()
        var group = OpenGroup(format: format, file: file)
        var current = FeeTexts()
        try gathered.drain { key, payload in
            guard !isDead(key.number(at: key.count - 8)) else { return }
            let sortLength = payload.length(at: 0)
            let fee = try read(payload.extracting(4 + sortLength..<payload.count), into: &current)
            let groupKey = key.extracting(0..<key.count - 8)
            if try !group.take(fee, of: groupKey) {
                try close(&group, into: records)
                group.open(
                    with: current,
                    fee,
                    key: groupKey,
                    sortKey: payload.extracting(4..<4 + sortLength),
                    context: context(of: origins[fee.origin])
                )
            } else {
                try placements.add(fee.place, first: group.first, record: nil)
            }
        }
        try close(&group, into: records)
        try drain(records, record)
    }

    private func close(_ group: inout OpenGroup, into records: ExternalSort) throws {
        guard let fee = group.fee else { return }
        var payload: [UInt8] = []
        fee.append(group.texts, arrangement.texts, to: &payload)
        var key = group.sortKey
        key.append(number: fee.place)
        try records.add(key: key.span, payload: payload.span)
        group.fee = nil
    }

    private func drain(
        _ records: ExternalSort,
        _ record: (
            _ texts: borrowing FeeTexts, _ fee: SpooledFee, _ context: OutputContext
        ) throws -> Void
    ) throws {
        var texts = FeeTexts()
        var number: Int64 = 0
        try records.drain { key, payload in
            guard arrangement.isGrouped || !isDead(key.number(at: key.count - 8)) else { return }
            let fee = try read(payload, into: &texts)
            number += 1
            try placements.add(fee.place, first: fee.place, record: number)
            try record(texts, fee, context(of: origins[fee.origin]))
        }
    }

    private func read(_ payload: Span<UInt8>, into texts: inout FeeTexts) throws -> SpooledFee {
        guard let fee = SpooledFee(payload, arrangement.texts, into: &texts),
            origins.indices.contains(fee.origin)
        else { throw HubError.outputDiffers("the disk gave back another fee than was written") }
        return fee
    }
}
