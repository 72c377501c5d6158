/// A number of fees with what they charge and what they credit, in cents.
///
/// Charges and credits are kept apart, because a signed sum hides errors that offset each other.
/// Credit cents are positive numbers that are credits.
public struct Tally: Hashable, Sendable {
    public var count: Int64
    public var chargeCents: Int64
    public var creditCents: Int64

    public init(count: Int64 = 0, chargeCents: Int64 = 0, creditCents: Int64 = 0) {
        self.count = count
        self.chargeCents = chargeCents
        self.creditCents = creditCents
    }

    public static let zero = Tally()

    public var isZero: Bool { self == .zero }

    /// Counts one fee; an amount that could not be read counts as a fee of no cents.
    ///
    /// - Throws: `total_overflow` instead of a trap, because a trap would end all campuses.
    public mutating func add(_ amount: Cents?) throws(HoldReason) {
        let cents = amount?.value ?? 0
        guard cents != .min else { throw .totalOverflow }
        try add(
            Tally(count: 1, chargeCents: max(cents, 0), creditCents: max(-cents, 0))
        )
    }

    public mutating func add(_ other: Tally) throws(HoldReason) {
        let (count, one) = self.count.addingReportingOverflow(other.count)
        let (charges, two) = chargeCents.addingReportingOverflow(other.chargeCents)
        let (credits, three) = creditCents.addingReportingOverflow(other.creditCents)
        guard !one, !two, !three else { throw .totalOverflow }
        self = Tally(count: count, chargeCents: charges, creditCents: credits)
    }

    public func adding(_ other: Tally) throws(HoldReason) -> Tally {
        var sum = self
        try sum.add(other)
        return sum
    }
}

extension Tally: Codable {
    private enum CodingKeys: String, CodingKey {
        case count
        case chargeCents = "charge_cents"
        case creditCents = "credit_cents"
    }
}
