public import BursarModel
import Declarations

/// Which users of the proxy see what.
public struct ProxyUsers: Sendable, Equatable {
    var visitors: [String: Visitor] = [:]

    /// Reads a file: a map of users to `consortium`, or to the campuses that they see.
    ///
    /// ```yaml
    /// ada@consortium.example.edu: consortium
    /// ben@humboldt.example.edu: [humboldt]
    /// eve@humboldt.example.edu: {sees: [humboldt], trace: true}
    /// ```
    ///
    /// - Returns: nil, and what is wrong with it, where anything is.
    public static func read(
        _ bytes: [UInt8],
        named name: String
    ) -> (users: ProxyUsers?, diagnostics: [Diagnostic]) {
        let findings = Findings(file: name)
        guard
            let file = readDeclaration(
                DeclarationFile(name: name, bytes: bytes),
                findings: findings
            )
        else { return (nil, findings.all) }
        var users = ProxyUsers()
        for (user, value) in file.entries() {
            if let visitor = visitor(user, value) { users.visitors[user.value] = visitor }
        }
        return (findings.hasErrors ? nil : users, findings.all)
    }

    private static func visitor(_ user: Placed<String>, _ value: Element) -> Visitor? {
        guard !user.value.isEmpty, user.value.utf8.count <= 256 else {
            value.findings.error(
                "a user's name is empty or too long",
                at: user.place,
                hint: "write it as the proxy sends it"
            )
            return nil
        }
        guard case .mapping = value.value else {
            return sight(value).map { Visitor(name: user.value, sight: $0, mayTrace: false) }
        }
        guard let mapping = value.mapping() else { return nil }
        let sees = mapping.requiredElement("sees").flatMap(sight)
        let mayTrace = mapping.boolean("trace")?.value ?? false
        mapping.finish()
        return sees.map { Visitor(name: user.value, sight: $0, mayTrace: mayTrace) }
    }

    private static func sight(_ value: Element) -> Visitor.Sight? {
        if case .scalar("consortium") = value.value { return .consortium }
        guard let texts = value.strings() else { return nil }
        guard !texts.isEmpty else {
            value.findings.error(
                "this user would see nothing",
                at: value.place,
                hint: "name campuses, or leave the user out"
            )
            return nil
        }
        var keys: [CampusKey] = []
        for text in texts {
            guard let key = CampusKey(text.value) else {
                value.findings.error(
                    "`\(Printable(text.value))` is no campus's key",
                    at: text.place,
                    hint: "write `consortium`, or keys such as [humboldt, san-marcos]"
                )
                return nil
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return .campuses(keys)
    }
}
