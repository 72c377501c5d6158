/// Makes up what happened to borrowers, one happening after another.
struct SampleFees {
    /// The types of charges that happen by themselves, those that happen more often more often.
    private let types: [String]
    /// The type that comes along with every lost item, where the campus has one.
    private let processingType: String?
    private let libraries: Int
    private let days: Int
    private let creditShare: Double
    /// What was charged for lost items last: items come back, and the charge is credited.
    private var lost: [SampleFee] = []

    init(_ parameters: SampleParameters) {
        let charges = parameters.feeTypes.filter { $0 != "CREDIT" }
        let own = charges.filter { SampleCharge(type: $0) != .processing }
        processingType = charges.first { SampleCharge(type: $0) == .processing }
        types = (own.isEmpty ? charges : own).flatMap { type in
            Array(repeating: type, count: SampleCharge(type: type).weight)
        }
        libraries = parameters.libraries.count
        days = max(parameters.days, 1)
        creditShare = parameters.creditShare
    }

    /// The fees of one happening: two for a lost item, where both types are used.
    mutating func happening(_ random: inout SampleRandom) -> [SampleFee] {
        if random.happens(in: creditShare) || types.isEmpty { return [credit(&random)] }
        let fee = charge(random.one(of: types) ?? "", &random)
        guard SampleCharge(type: fee.type) == .replacement else { return [fee] }
        remember(fee, &random)
        guard let processingType else { return [fee] }
        var processing = fee
        processing.type = processingType
        processing.cents = SampleCharge.processing.cents(&random)
        processing.secondOfDay += 1
        return [fee, processing]
    }

    private func charge(_ type: String, _ random: inout SampleRandom) -> SampleFee {
        let charge = SampleCharge(type: type)
        let item = charge.hasItem ? SampleItem(&random, libraries: max(libraries, 1)) : nil
        let library = item?.library ?? (charge == .card ? random.number(below: libraries) : nil)
        return SampleFee(
            type: type,
            cents: charge.cents(&random),
            item: item,
            library: libraries == 0 ? nil : library,
            age: 1 + random.number(below: days),
            secondOfDay: 8 * 3600 + random.number(below: 11 * 3600)
        )
    }

    private func credit(_ random: inout SampleRandom) -> SampleFee {
        var credit = random.one(of: lost) ?? charge("LOSTITEMREPLACEMENTFEE", &random)
        credit.type = "CREDIT"
        credit.cents = -credit.cents
        credit.age = 1 + random.number(below: days)
        return credit
    }

    private mutating func remember(_ fee: SampleFee, _ random: inout SampleRandom) {
        if lost.count < 16 {
            lost.append(fee)
        } else {
            lost[random.number(below: lost.count)] = fee
        }
    }
}
