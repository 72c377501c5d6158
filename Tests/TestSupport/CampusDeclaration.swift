/// A live campus's file, of the values that a test gives.
public struct CampusDeclaration: Sendable {
    public var key: String
    public var code: String
    public var state = "live"
    public var format = "humboldt-sf"
    public var schedule = "daily 18:00"
    public var location: String
    public var outbox: String
    public var institutionNumber: String?
    /// More lines of the profile, such as `after: leave`.
    public var profile: [String] = []
    public var itemTypes = [
        "LIBRARYCARDREPLACEMENT": "300000005921", "LOSTITEMPROCESSFEE": "300000006918",
        "OVERDUEFINE": "300000006919", "LOSTITEMREPLACEMENTFEE": "300000006920",
    ]
    /// Further parts of the file, such as `terms` and `limits`, as they are.
    public var more = ""

    /// A campus with its default location and outbox; the code is the key in capitals.
    public init(_ key: String) {
        self.key = key
        code = String(key.uppercased().filter(\.isLetter)) + "BURSAR"
        location = "inbox/\(key)"
        outbox = "outbox/\(key)"
    }

    /// This campus with something else about it.
    public func with<Value>(
        _ part: WritableKeyPath<CampusDeclaration, Value>,
        _ value: Value
    ) -> CampusDeclaration {
        var campus = self
        campus[keyPath: part] = value
        return campus
    }

    public var yaml: String {
        """
        campus: \(key)
        name: Sample Campus \(key)
        alma_institution: 01CALS_\(code.prefix(8))
        \(institutionNumber.map { "institution_number: \"\($0)\"" } ?? "")
        business_unit: \(code.prefix(5))
        time_zone: America/Los_Angeles
        state: \(state)
        layout_confirmed: {date: 2026-11-02, by: "Student Financial Services"}
        exports:
          - code: \(code)
            location: \(location)
            schedule: \(schedule)
            format: \(format)
        \(profile.map { "    \($0)" }.joined(separator: "\n"))
        outbox: \(outbox)
        students: '^[09][0-9]{8}$'
        constants:
          credit_item_type: "820000206129"
        lookups:
          item_type:
            by: fee.type
            values:
        \(itemTypes.sorted { $0.key < $1.key }.map { "      \($0.key): \"\($0.value)\"" }
            .joined(separator: "\n"))
        \(more)
        """
    }
}
