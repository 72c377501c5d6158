/// What is to be told after one run, and to whom; the words are the notes' own.
public struct Telling: Sendable {
    /// A campus whose contacts are to be told.
    public struct Campus: Sendable {
        public var summary: CampusSummary
        public var status: CampusStatus
        /// Delivered and not yet told.
        public var outputs: [OutputSummary]
        /// Whether something that needed a person does so no more.
        public var isRelieved: Bool
        public var contacts: [String]

        public init(
            summary: CampusSummary,
            status: CampusStatus,
            outputs: [OutputSummary],
            isRelieved: Bool,
            contacts: [String]
        ) {
            self.summary = summary
            self.status = status
            self.outputs = outputs
            self.isRelieved = isRelieved
            self.contacts = contacts
        }
    }

    public var summary: RunSummary
    public var status: StatusReport
    public var tellsConsortium: Bool
    public var tellsWebhook: Bool
    public var campuses: [Campus]

    public init(
        summary: RunSummary,
        status: StatusReport,
        tellsConsortium: Bool,
        tellsWebhook: Bool,
        campuses: [Campus]
    ) {
        self.summary = summary
        self.status = status
        self.tellsConsortium = tellsConsortium
        self.tellsWebhook = tellsWebhook
        self.campuses = campuses
    }
}
