package import BursarModel

extension HeldItem {
    /// What is said where a fee's transaction id would stand, of one that came without; else nil.
    package var wordsForNoTransaction: String? {
        guard kind == .fee, transactionID == nil else { return nil }
        return line.map { "no id; export line \(Figures.count($0))" } ?? "no id"
    }
}
