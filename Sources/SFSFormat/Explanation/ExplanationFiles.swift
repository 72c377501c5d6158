/// The names of the files that an explanation points at, as people know them.
public struct ExplanationFiles: Sendable {
    public var format: String
    public var campus: String

    public init(format: String, campus: String) {
        self.format = format
        self.campus = campus
    }
}
