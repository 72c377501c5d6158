public import BursarModel

/// What T1 recorded: the outputs that are now planned, and how every export ended.
public struct Settlement: Sendable {
    public struct Export: Sendable {
        public var export: Int
        public var state: ExportState
        public var reason: HoldReason?
        public var message: Message?
        public var books: Books
    }

    /// The output that a target of the draft became; nil where all its lines fell out.
    public var outputs: [PlannedOutput?]
    /// Exports in the draft's order: read ones first, then held ones, then duplicates.
    public var exports: [Export]
    /// Held fees of earlier exports that joined the outputs.
    public var released: Tally

    /// The books of the campus's part in the run.
    public func books() throws -> Books {
        var sum = Books.zero
        for export in exports where export.state == .converted || export.state == .duplicate {
            try sum.add(export.books)
        }
        return sum
    }
}
