/// What a campus's file says of its part in the runs.
public enum CampusState: String, Sendable, CaseIterable, Codable {
    /// Known, but takes no part yet.
    case planned
    /// Converted and shown, never booked or delivered.
    case trial
    case live
    case paused
    case retired
}

/// How a run ended for one campus.
public enum CampusOutcome: String, Sendable, CaseIterable, Codable {
    case ok
    case nothing
    case attention
    case failed
    case busy
    case paused
    case retired
    case trial
    case configError = "config_error"
}

/// What became of one export.
public enum ExportState: String, Sendable, CaseIterable, Codable {
    case converted
    case held
    case duplicate
    /// Still being uploaded, or not yet at rest.
    case settling
    case ignored
}

/// How far an output has come on its way to the outbox.
public enum OutputState: String, Sendable, CaseIterable, Codable {
    /// Booked: its fees are its own, its bytes are not yet fixed.
    case planned
    /// Its bytes are fixed and known by their SHA-256.
    case staged
    /// Staged, but its name in the outbox is still taken by an earlier file.
    case waiting
    /// A person must find out whether it was delivered.
    case inDoubt = "in_doubt"
    case published
    /// On its way back from the outbox.
    case recalling
    case void
}

/// Whom an output is for.
public enum OutputKind: String, Sendable, CaseIterable, Codable {
    /// PeopleSoft Student Financials.
    case sfs
    /// Another office: borrowers without an SFS account.
    case other
}

/// Whether a run books and delivers, or only shows what it would do.
public enum RunMode: String, Sendable, CaseIterable, Codable {
    case live
    case reportOnly = "report-only"
}

extension CampusState: Reportable {
    public var reported: String { rawValue }
}

extension OutputState: Reportable {
    public var reported: String { rawValue }
}
