public import BursarModel

/// The id of an export, campus and number: `humboldt-x3`.
public struct ExportID: Sendable, Hashable {
    public var campus: CampusKey
    public var number: Int

    public init(_ campus: CampusKey, _ number: Int) {
        self.campus = campus
        self.number = number
    }

    public init?(_ text: String) {
        guard case .export(let campus, let number)? = HeldItemID(text) else { return nil }
        self.init(campus, number)
    }
}

extension ExportID: Reportable {
    public var reported: String { "\(campus.text)-x\(number)" }
}
