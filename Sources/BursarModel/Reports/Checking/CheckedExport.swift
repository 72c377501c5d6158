/// The export that was checked, as a whole.
public struct CheckedExport: Sendable, Encodable {
    public var file: String
    public var sha256: String
    public var exportNumber: String?
    public var fees: Int64
    public var users: Int64
    /// `converted` or `held`.
    public var state: ExportState
    public var reason: HoldReason?
    /// What is wrong and where: line and column, never a text of the file.
    public var message: String?
    public var remedy: String?

    public init(file: String, sha256: String) {
        self.file = file
        self.sha256 = sha256
        fees = 0
        users = 0
        state = .converted
    }

    private enum CodingKeys: String, CodingKey {
        case file, sha256, fees, users, state, reason, message, remedy
        case exportNumber = "export_number"
    }
}
