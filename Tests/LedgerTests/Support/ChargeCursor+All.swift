import Ledger

extension ChargeCursor {
    /// The rest of the charges, as `export:ordinal`.
    func all() throws -> [String] {
        var charges: [String] = []
        while let charge = try peek() {
            charges.append("\(charge.export):\(charge.ordinal)")
            advance()
        }
        return charges
    }
}
