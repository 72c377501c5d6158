/// Makes up what happened to borrowers, one happening after another.
struct SampleFees {
    /// The types of charges that happen by themselves, those that happen more often more often.
    private let types: [String]
    /// The type that comes along with every lost item, where the campus has one.
    private let processingType: String?
    private let libraries: Int
    /// The places of the libraries at which a type is charged; nil where the institution may charge
    /// it too.
    private let places: @Sendable (String) -> [Int?]
    private let days: Int
    private let oldest: Int
    private static let oldShare = 0.1
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
        let (codes, isCharged) = (parameters.libraries, parameters.charges)
        places = { type in
            let own = codes.indices.filter { isCharged(type, codes[$0]) }.map(Optional.some)
            return own + (isCharged(type, "") ? [nil] : [])
        }
        days = max(parameters.days, 1)
        oldest = parameters.oldest
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
        move(&processing, &random)
        return [fee, processing]
    }

    /// To a library at which its type is charged, where it is charged at any but not there.
    private func move(_ fee: inout SampleFee, _ random: inout SampleRandom) {
        let places = places(fee.type)
        guard !places.contains(fee.library), let place = random.one(of: places) else { return }
        fee.library = place
        if let place { fee.item?.library = place }
    }

    /// Most are of the last days, a few are old.
    private func age(_ random: inout SampleRandom) -> Int {
        let age = 1 + random.number(below: days)
        guard oldest > days, random.happens(in: SampleFees.oldShare) else { return age }
        return days + 1 + random.number(below: oldest - days)
    }

    func charge(_ type: String, _ random: inout SampleRandom) -> SampleFee {
        let charge = SampleCharge(type: type)
        let item = charge.hasItem ? SampleItem(&random, libraries: max(libraries, 1)) : nil
        let library = item?.library ?? (charge == .card ? random.number(below: libraries) : nil)
        var fee = SampleFee(
            type: type,
            cents: charge.cents(&random),
            item: item,
            library: libraries == 0 ? nil : library,
            age: age(&random),
            secondOfDay: 8 * 3600 + random.number(below: 11 * 3600)
        )
        move(&fee, &random)
        return fee
    }

    func credit(_ random: inout SampleRandom) -> SampleFee {
        var credit = random.one(of: lost) ?? charge("LOSTITEMREPLACEMENTFEE", &random)
        credit.type = "CREDIT"
        credit.cents = -credit.cents
        credit.age = age(&random)
        move(&credit, &random)
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
