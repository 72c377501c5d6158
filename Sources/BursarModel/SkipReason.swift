/// Why a fee was left out with everybody's knowledge.
public enum SkipReason: String, Sendable, CaseIterable, Codable {
    case zeroAmount = "zero_amount"
    case rule
    case writtenOff = "written_off"
    case beforeStart = "before_start"
}

/// Why a file in a location is not an export to convert.
public enum IgnoreReason: String, Sendable, CaseIterable, Codable {
    case namePattern = "name_pattern"
    case superseded
}

extension SkipReason: Reportable {
    public var reported: String { rawValue }
}

extension IgnoreReason: Reportable {
    public var reported: String { rawValue }
}
