/// Random numbers that are the same for the same seed, on every machine and in every version.
///
/// The algorithm is SplitMix64 (Steele, Lea and Flood, 2014); the standard library promises no
/// sequence for what it draws from a generator, so the drawing is here too.
public struct SampleRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below the bound; 0 where the bound is not positive.
    public mutating func number(below bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Whether something happens that happens in a share of the cases, from 0 to 1.
    public mutating func happens(in share: Double) -> Bool {
        Double(next() >> 11) < share * 0x1p53
    }

    /// One of the elements; nil of none.
    public mutating func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[number(below: elements.count)]
    }

    /// A decimal number of so many digits, leading zeros among them.
    public mutating func digits(_ count: Int) -> String {
        var text = ""
        for _ in 0..<count { text += String(number(below: 10)) }
        return text
    }
}
