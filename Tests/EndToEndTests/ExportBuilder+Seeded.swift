import TestSupport

extension ExportBuilder {
    /// An export with everything in it that makes a fee not be written, or not as it stands:
    /// repeated and changed ones, with and without an id, zeros, credits, strangers, faults.
    static func seeded(_ seed: UInt64, _ code: String) -> ExportBuilder {
        var random = SeededGenerator(seed: seed)
        let types = [
            "OVERDUEFINE", "LOSTITEMPROCESSFEE", "LIBRARYCARDREPLACEMENT", "CREDIT", "LOCKERKEY",
        ]
        var fees: [Fee] = []
        for number in 0..<Int.random(in: 1...60, using: &random) {
            if let earlier = fees.randomElement(using: &random), random.next() % 7 == 0 {
                let isChanged = random.next().isMultiple(of: 3)
                fees.append(isChanged ? earlier.with(\.sum, "77.25") : earlier)
                continue
            }
            // A rare unknown type in most exports, in some one in five: too many to go on.
            let last = seed.isMultiple(of: 4) || random.next() % 9 == 0 ? 4 : 3
            var type = types[Int.random(in: 0...last, using: &random)]
            if type == "CREDIT", seed % 5 < 2 { type = types[0] }  // a file between two stays away
            let cents = Int.random(in: 0...30_000, using: &random)
            let sum = "\(type == "CREDIT" ? "-" : "")\(cents / 100).\(cents % 100 / 10)"
            let user =
                random.next() % 6 == 0
                ? "U\(random.next() % 900)" : "9\(10_000_000 + random.next() % 90)"
            var fee = Fee(user, type, random.next() % 11 == 0 ? "0" : sum)
            if random.next() % 8 != 0 { fee.transactionID = "\(number + 1)" }
            if random.next() % 23 == 0 { fee.date = "31/12/2026" }
            if random.next() % 5 == 0 { fee.name = "Müller, \"Sam\"" }
            fees.append(fee)
        }
        return ExportBuilder(code, job: Int(seed) + 1, fees)
    }
}
