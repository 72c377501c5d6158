public import BursarModel

/// The id of an output, campus and number: `humboldt-17`.
public struct OutputID: Sendable, Hashable {
    public var campus: CampusKey
    public var number: Int

    public init(_ campus: CampusKey, _ number: Int) {
        self.campus = campus
        self.number = number
    }

    public init?(_ text: String) {
        guard let dash = text.lastIndex(of: "-"), let campus = CampusKey(text[..<dash]),
            let number = Int(text[dash...].dropFirst()), number > 0
        else { return nil }
        self.init(campus, number)
    }
}

extension OutputID: Reportable {
    public var reported: String { "\(campus.text)-\(number)" }
}
