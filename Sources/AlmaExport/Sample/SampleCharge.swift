/// What Alma charges for: decides amounts, and whether there is an item.
enum SampleCharge {
    case overdue
    case replacement
    case processing
    case damage
    case card
    case other

    init(type: String) {
        switch type {
        case "OVERDUEFINE", "RECALLEDOVERDUEFINE", "OVERDUENOTIFICATIONFINE": self = .overdue
        case "LOSTITEMREPLACEMENTFEE": self = .replacement
        case "LOSTITEMPROCESSFEE": self = .processing
        case "DAMAGEDITEMFINE": self = .damage
        case "LIBRARYCARDREPLACEMENT", "ISSUELIBRARYCARD", "CARDRENEWAL", "LOCKERKEY": self = .card
        default: self = .other
        }
    }

    /// How often it happens, against the others.
    var weight: Int {
        switch self {
        case .overdue: 6
        case .replacement: 4
        case .processing, .damage, .card, .other: 1
        }
    }

    var hasItem: Bool {
        switch self {
        case .overdue, .replacement, .processing, .damage: true
        case .card, .other: false
        }
    }

    func cents(_ random: inout SampleRandom) -> Int64 {
        let amounts: [Int64] =
            switch self {
            case .overdue: [25, 50, 75, 110, 145, 200, 250, 330, 500, 875, 1000, 1560, 2000]
            case .replacement: [1800, 2495, 3200, 4750, 5999, 7000, 8825, 11000, 14250, 26000]
            case .processing: [1000, 1500, 2000]
            case .damage: [500, 1200, 2450]
            case .card: [500, 1000]
            case .other: [100, 260, 500, 1505, 4000]
            }
        return random.one(of: amounts) ?? 0
    }
}
