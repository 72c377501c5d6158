/// Who wants to be told how often, as `notices.yaml` says it.
public struct TellingRules: Hashable, Sendable {
    /// How often the consortium, or a webhook, is told of runs.
    public enum OfRuns: String, Hashable, Sendable, CaseIterable {
        /// Of every run that sent something or changed what needs a person, and once a day.
        case always
        /// Of what needs a person: when that changes, and once a day while it lasts.
        case trouble
    }

    /// How often a campus is told of itself.
    public enum OfCampuses: String, Hashable, Sendable, CaseIterable {
        /// When there are files to load, and when what needs a person changes.
        case changes
        /// Once a day besides.
        case always
        case never
    }

    /// Nil: the consortium gets no mail.
    public var consortium: OfRuns?
    public var campuses: OfCampuses
    /// Nil: there is no webhook.
    public var webhook: OfRuns?

    public init(consortium: OfRuns?, campuses: OfCampuses, webhook: OfRuns?) {
        self.consortium = consortium
        self.campuses = campuses
        self.webhook = webhook
    }
}
