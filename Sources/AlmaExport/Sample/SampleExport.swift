import BursarModel

/// A made-up export of Alma, realistic in shape and spelling, for trials and demonstrations.
///
/// The same parameters give the same bytes, and memory does not grow with the fees. Nobody in it
/// exists. Its totals are known from the writing, so what the hub makes of it can be checked.
public struct SampleExport {
    private let parameters: SampleParameters

    public init(_ parameters: SampleParameters) { self.parameters = parameters }

    /// The number of the export, which ends in that of the institution in seven digits.
    public var exportNumber: String { number(SampleExport.transactionsOfSeed - 1) }

    /// `<code>-<export number>-<milliseconds since 1970>.xml`, written at six in California.
    public var fileName: String {
        let sixInCalifornia = (Int64(parameters.day.daysSince1970) + 1) * 86_400 + 2 * 3600
        let milliseconds = sixInCalifornia * 1000 + Int64(parameters.seed % 60_000)
        return "\(parameters.code.text)-\(exportNumber)-\(milliseconds).xml"
    }

    /// Writes the export, block after block.
    ///
    /// - Parameter sink: takes the next bytes.
    /// - Returns: what the export holds.
    /// - Throws: what `sink` throws, unchanged.
    public func write(_ sink: (Span<UInt8>) throws -> Void) throws -> SampleTotals {
        var random = SampleRandom(seed: parameters.seed ^ SampleExport.hash(exportNumber))
        var fees = SampleFees(parameters)
        var totals = SampleTotals()
        var markup = SampleMarkup()
        markup.begin()
        markup.open("userExportedFineFees")
        markup.text("exportNumber", exportNumber)
        markup.close("userExportedFineFees")
        markup.open("userExportedFineFees")
        markup.open("userExportedList")
        var written: Int64 = 0
        let isLarge = parameters.fees >= SampleExport.leastForAllKinds
        var lacksOthers = isLarge && parameters.communityShare > 0
        var lacksCredits = isLarge && parameters.creditShare > 0
        var certainType = parameters.certainType
        while written < parameters.fees {
            totals.users += 1
            let isHalfDone = written * 2 >= parameters.fees
            let isOther = random.happens(in: parameters.communityShare)
            let isStudent = !isOther && !(lacksOthers && isHalfDone)
            putBorrower(isStudent: isStudent, into: &markup, &random)
            if !isStudent { lacksOthers = false }
            var due = feesOfBorrower(&fees, &random)
            let room = Int(parameters.fees - written)
            if isStudent, let type = certainType {
                due.insert(fees.charge(type, &random), at: 0)
                certainType = nil
            }
            // A student's, if possible: of the others campuses often make a mere list.
            if lacksCredits, room == 1 || isStudent && written * 3 >= parameters.fees {
                due.insert(fees.credit(&random), at: 0)
            }
            // One borrower's fees could fill a small sample: the last waits for what is lacking.
            var taken = due.prefix(lacksOthers ? room - 1 : room)
            if taken.contains(where: { $0.cents < 0 }) { lacksCredits = false }
            if lacksCredits { taken = taken.prefix(room - 1) }
            for fee in taken {
                put(fee, transaction: Int64(written), into: &markup, &random)
                try totals.count(fee.cents, of: fee.type, byStudent: isStudent)
                written += 1
            }
            markup.close("finefeeList")
            markup.close("userExportedFineFeesList")
            if markup.isFull {
                try sink(markup.bytes.span)
                markup.removeAll()
            }
        }
        markup.close("userExportedList")
        markup.close("userExportedFineFees")
        markup.end()
        try sink(markup.bytes.span)
        return totals
    }

    /// Most borrowers have one happening, few have many.
    private func feesOfBorrower(
        _ fees: inout SampleFees,
        _ random: inout SampleRandom
    ) -> [SampleFee] {
        var happenings = 1
        while happenings < 12, random.happens(in: 0.28) { happenings += 1 }
        return (0..<happenings).flatMap { _ in fees.happening(&random) }
    }
}

extension SampleExport {
    private func putBorrower(
        isStudent: Bool,
        into markup: inout SampleMarkup,
        _ random: inout SampleRandom
    ) {
        let makeID = isStudent ? parameters.studentID : parameters.communityID
        let isUserName = parameters.identifierType == "userName"
        markup.open("userExportedFineFeesList")
        markup.open("user")
        markup.text("type", parameters.identifierType)
        markup.text("value", makeID(&random))
        markup.open("owneredEntity")  // sic
        markup.text("InstitutionId", isUserName ? "null" : parameters.institutionNumber)
        markup.close("owneredEntity")
        markup.close("user")
        let last = random.one(of: SampleWords.lastNames) ?? ""
        markup.text("patronName", "\(last), \(random.one(of: SampleWords.firstNames) ?? "")")
        markup.open("finefeeList")  // small f, sic
    }

    private func put(
        _ fee: SampleFee,
        transaction: Int64,
        into markup: inout SampleMarkup,
        _ random: inout SampleRandom
    ) {
        markup.open("userFineFee")
        if random.happens(in: 0.3), let comment = random.one(of: SampleWords.comments) {
            markup.text("fineFeeComment", comment)
        } else {
            markup.null("fineFeeComment")
        }
        markup.text("fineFeeType", fee.type)
        markup.open("owneredEntity")
        markup.text("InstitutionId", parameters.institutionNumber)
        if let library = fee.library {
            markup.text("libraryId", "\(161_000_010 + 10 * library)\(suffix)")
            markup.text("libraryCode", parameters.libraries[library])
        }
        markup.close("owneredEntity")
        markup.text("lastTransactionDate", "\(date(of: fee)) \(time(of: fee))")
        put(fee.item, into: &markup)
        markup.open("compositeSum")
        markup.text("currency", "USD")
        markup.amount("sum", fee.cents)
        markup.null("vat")
        markup.close("compositeSum")
        markup.text("bursarTransactionId", number(transaction))
        markup.close("userFineFee")
    }

    private func put(_ item: SampleItem?, into markup: inout SampleMarkup) {
        // Without an item all of its elements are absent, but for an empty title.
        guard let item else { return markup.null("itemTitle") }
        markup.text("itemTitle", item.title)
        markup.text("itemCallNumebr", item.callNumber)  // sic
        let library = parameters.libraries.isEmpty ? "" : parameters.libraries[item.library]
        markup.text("itemLibrary", "\(library) Library")
        markup.text("itemLocation", item.shelf)
        markup.text("itemInternalLocation", item.shelf)
        markup.null("itemDueDate")
        markup.text("itemBarcode", item.barcode)
    }

    private func date(of fee: SampleFee) -> String {
        let date = parameters.day.adding(days: -fee.age) ?? parameters.day
        let iso = Array(date.iso.utf8)  // 2026-11-20
        return [iso[5..<7], iso[8..<10], iso[0..<4]]
            .map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "/")
    }

    private func time(of fee: SampleFee) -> String {
        let parts = [fee.secondOfDay / 3600, fee.secondOfDay / 60 % 60, fee.secondOfDay % 60]
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// The n-th number of this seed, made as Alma's are: a count, then the institution.
    ///
    /// It has 18 digits at most, for references in layouts are seldom longer.
    private func number(_ count: Int64) -> String {
        let ofSeed = Int64(parameters.seed % 80_000) * SampleExport.transactionsOfSeed
        return "\(10_000_000_000 + ofSeed + count)\(suffix)"
    }

    private var suffix: String {
        let number = parameters.institutionNumber
        return String(repeating: "0", count: max(0, 7 - number.utf8.count)) + number
    }

    /// A sample of so many fees has a credit and a borrower without an account.
    private static let leastForAllKinds: Int64 = 10

    private static let transactionsOfSeed: Int64 = 1_000_000

    /// FNV-1a: tells the samples of different campuses apart, which share seeds.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
