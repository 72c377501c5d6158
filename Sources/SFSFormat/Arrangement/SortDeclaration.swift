internal import BursarModel
internal import Declarations

/// One value that the records of a file are put in order by.
struct SortDeclaration: Sendable {
    enum Order: String, CaseIterable, Sendable {
        case ascending
        case descending
    }

    let value: Placed<FormatValue>
    let order: Order

    /// A value, or `{by: VALUE, order: …}`, or a list of them.
    static func list(from element: Element, findings: Findings) -> [SortDeclaration]? {
        guard case .sequence = element.value else {
            return read(from: element, findings: findings).map { [$0] }
        }
        guard let elements = element.sequence() else { return nil }
        guard !elements.isEmpty else {
            findings.error(
                "`sort` lists no value",
                at: element.place,
                hint: "leave it out, or write such as `sort: [user.id, fee.date]`"
            )
            return nil
        }
        let keys = elements.map { read(from: $0, findings: findings) }
        let sound = keys.compactMap(\.self)
        return sound.count == keys.count ? sound : nil
    }

    private static func read(from element: Element, findings: Findings) -> SortDeclaration? {
        if case .mapping = element.value, let mapping = element.mapping() {
            var reading = PartialReading()
            let name = mapping.required(string: "by")
            let order = reading.take(mapping.has("order")) {
                mapping.choice("order", of: Order.self)
            }
            mapping.finish()
            guard let name, reading.isSound else { return nil }
            return key(name, order?.value ?? .ascending, findings: findings)
        }
        return element.string().flatMap { key($0, .ascending, findings: findings) }
    }

    private static func key(
        _ name: Placed<String>,
        _ order: Order,
        findings: Findings
    ) -> SortDeclaration? {
        FormatValue.read(name, findings: findings).map {
            SortDeclaration(value: Placed($0, at: name.place), order: order)
        }
    }
}
