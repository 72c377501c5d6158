/// What a person can decide on held fees and exports.
public enum HeldDecision: String, Sendable, CaseIterable, Codable {
    /// It goes on with the next run.
    case release
    /// It ends: nothing of it is sent.
    case writeOff = "write_off"
    /// A write-off is taken back.
    case reopen
}

/// What a person can decide on an output.
public enum OutputDecisionKind: String, Sendable, CaseIterable, Codable {
    /// It was delivered.
    case confirm
    /// It was not, and its fees wait for a person.
    case void
    /// It was not, and its fees go out in another output.
    case reissue
}

extension HeldDecision: Reportable {
    public var reported: String { rawValue }
}

extension OutputDecisionKind: Reportable {
    public var reported: String { rawValue }
}
