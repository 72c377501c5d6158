/// One made-up fee.
struct SampleFee {
    var type: String
    /// Negative for a credit.
    var cents: Int64
    /// Absent for a fee without an item, such as one for a library card.
    var item: SampleItem?
    /// The place of the owning library among the sample's; nil for a fee the institution owns.
    var library: Int?
    /// Days before the export.
    var age: Int
    var secondOfDay: Int
}
