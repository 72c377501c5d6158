public import BursarModel

/// Until when records are given up, at one campus.
public struct PurgeHorizon: Sendable, Equatable {
    /// The last day, at the campus, of exports and outputs whose files and ids are not kept.
    public var files: CalendarDate
    /// The last day of exports of which only keys and totals are kept.
    public var ledger: CalendarDate

    public init(files: CalendarDate, ledger: CalendarDate) {
        self.files = files
        self.ledger = ledger
    }
}

/// What retention does not allow any more at one campus.
public struct PurgePlan: Sendable, Equatable {
    /// Exports whose file and personal data go, with the moment of the booking that finds their fees.
    public struct Export: Sendable, Equatable {
        public var export: Int
        public var bookedAt: Timestamp?
    }

    public var horizon: PurgeHorizon
    public var exports: [Export] = []
    public var outputs: [Int] = []
    public var forgotten: [Int] = []
    /// Old enough, but something of them is open.
    public var open: [Int] = []
    public var charges: Int64 = 0
    public var studentIDs: Int64 = 0

    public init(horizon: PurgeHorizon) { self.horizon = horizon }

    public var isEmpty: Bool { exports.isEmpty && outputs.isEmpty && forgotten.isEmpty }
}
