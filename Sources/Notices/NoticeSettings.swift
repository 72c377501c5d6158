public import BursarModel

/// What `notices.yaml` says: who is told, how often, and by what.
public struct NoticeSettings: Hashable, Sendable {
    public struct Webhook: Hashable, Sendable {
        public var url: String
        /// Holds the key of the signature; a relative path begins at the folder of `notices.yaml`.
        public var secretFile: String
        public var when: TellingRules.OfRuns

        public init(url: String, secretFile: String, when: TellingRules.OfRuns) {
            self.url = url
            self.secretFile = secretFile
            self.when = when
        }
    }

    public var from: MailAddress
    public var consortium: [MailAddress]
    public var summary: TellingRules.OfRuns
    public var campuses: TellingRules.OfCampuses
    /// Any program with sendmail's interface: Postfix's, Exim's, msmtp.
    public var sendmail: String
    /// Where the status pages are, without a slash at the end.
    public var link: String?
    public var webhook: Webhook?

    public static let usualSendmail = "/usr/sbin/sendmail"

    public var rules: TellingRules {
        TellingRules(
            consortium: consortium.isEmpty ? nil : summary,
            campuses: campuses,
            webhook: webhook?.when
        )
    }
}
