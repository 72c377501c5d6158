/// What a look at a server shows of an output, before a person's word on it is recorded.
///
/// It informs the person and the trail; nothing is sent or left out because of it.
public enum OutputSighting: String, Sendable, CaseIterable, Encodable {
    /// A file of its name, with its size and its SHA-256.
    case same
    /// A file of its name and size, which the hub's account may not read.
    case sameSize = "same_size"
    /// Something else has its name.
    case other
    /// Its upload, which still has the name that nobody collects.
    case uploaded
    /// Nothing of it.
    case absent
    /// The server could not be asked.
    case unknown
}

extension OutputSighting: Reportable {
    public var reported: String { rawValue }
}
