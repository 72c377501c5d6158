/// What the clerk enters at PeopleSoft's *SF External File Load*: parameters of the load, not of
/// the file, and shown beside every output.
public struct LoadSettings: Hashable, Sendable {
    public var groupType: String?
    /// The layout id, 8 characters at most.
    public var layout: String?
    /// 5 characters at most.
    public var origin: String?

    public init(groupType: String? = nil, layout: String? = nil, origin: String? = nil) {
        self.groupType = groupType
        self.layout = layout
        self.origin = origin
    }
}
