/// Whether everything that was there could also be read.
struct PartialReading {
    private(set) var isSound = true

    /// Takes a value whose key is there or not; there and unreadable makes the whole unsound.
    mutating func take<Value>(_ isThere: Bool, _ read: () -> Value?) -> Value? {
        guard isThere else { return nil }
        let value = read()
        if value == nil { isSound = false }
        return value
    }
}
