/// What `onboard` is about to record for a campus, told before it is recorded.
public struct PlannedRevision: Hashable, Sendable {
    /// The campus as its files have it, in the state that would count.
    public var campus: RegisteredCampus
    /// The revision in force and its state; nil for a new campus.
    public var revisionInForce: Int?
    public var stateInForce: CampusState?
    /// The files that change; none for a new campus, of which everything is new.
    public var files: [FileDifference]
    public var held: HeldOutlook
    /// Whether runs would book and deliver what is freed, in this state.
    public var isBooked: Bool
    /// Whether it passes the cut-over: exports that lie in its locations are asked about.
    public var becomesLive: Bool

    public init(
        campus: RegisteredCampus,
        revisionInForce: Int?,
        stateInForce: CampusState?,
        files: [FileDifference],
        held: HeldOutlook,
        isBooked: Bool,
        becomesLive: Bool = false
    ) {
        self.campus = campus
        self.revisionInForce = revisionInForce
        self.stateInForce = stateInForce
        self.files = files
        self.held = held
        self.isBooked = isBooked
        self.becomesLive = becomesLive
    }
}
