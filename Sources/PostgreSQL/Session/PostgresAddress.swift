internal import CLibPQ

/// Where a database is and who asks: a libpq URI, or `keyword=value` words, such as `service=hub`.
///
/// What it does not say comes from libpq's environment variables, its service and password files. A
/// password inside it is used, and never printed.
public struct PostgresAddress: Sendable, Equatable {
    /// What the text says, ordered by keyword; nil where libpq cannot read the text.
    let parameters: [Parameter]?

    struct Parameter: Sendable, Equatable {
        let keyword: String
        var value: String
        /// libpq calls it a password: nothing shows it.
        let isSecret: Bool
    }

    /// Reads the text; one that libpq cannot read is refused when it is used, without being quoted.
    public init(_ conninfo: String) {
        self.init(parameters: Self.parse(conninfo))
    }

    private init(parameters: [Parameter]?) {
        self.parameters = parameters?.sorted { $0.keyword < $1.keyword }
    }

    public var isReadable: Bool { parameters != nil }

    /// A password stands in the text itself, where a list of processes may show it.
    public var hasPassword: Bool { parameters?.contains { $0.isSecret } ?? false }

    public var host: String? { self["host"] }
    public var port: String? { self["port"] }
    public var database: String? { self["dbname"] }
    public var user: String? { self["user"] }

    /// The same server and login, another database.
    public func withDatabase(_ name: String) -> PostgresAddress { setting("dbname", to: name) }

    /// The same server and database, another login, without the password of this one.
    public func withUser(_ name: String) -> PostgresAddress {
        PostgresAddress(parameters: parameters?.filter { !$0.isSecret }).setting("user", to: name)
    }

    /// The same login, with the rights of another role that it may take.
    public func actingAs(_ role: String) -> PostgresAddress {
        setting("options", to: (self["options"].map { $0 + " " } ?? "") + "-c role=\(role)")
    }

    /// The address as a libpq URI, without its password.
    public var uri: String {
        guard let parameters else { return Self.unreadable }
        let query = parameters.filter { $0.keyword != "dbname" && !$0.isSecret }
            .map { "\($0.keyword)=\(Self.percentEncoded($0.value))" }
        return "postgresql:///" + Self.percentEncoded(database ?? "")
            + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    subscript(keyword: String) -> String? {
        parameters?.first { $0.keyword == keyword }?.value
    }

    func setting(_ keyword: String, to value: String) -> PostgresAddress {
        guard var parameters else { return self }
        if let index = parameters.firstIndex(where: { $0.keyword == keyword }) {
            parameters[index].value = value
        } else {
            parameters.append(Parameter(keyword: keyword, value: value, isSecret: false))
        }
        return PostgresAddress(parameters: parameters)
    }

    /// libpq's own reading; its error message quotes what it could not read and is dropped.
    private static func parse(_ conninfo: String) -> [Parameter]? {
        guard let options = unsafe PQconninfoParse(conninfo, nil) else { return nil }
        defer { unsafe PQconninfoFree(options) }
        var parameters: [Parameter] = []
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                let isSecret =
                    unsafe option.pointee.dispchar.map { unsafe $0.pointee == 0x2A } ?? false
                unsafe parameters.append(
                    Parameter(
                        keyword: String(cString: keyword),
                        value: String(cString: value),
                        isSecret: isSecret
                    )
                )
            }
            unsafe option += 1
        }
        return parameters
    }

    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "/"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }

    private static let unreadable = "(an address that libpq cannot read)"
}

extension PostgresAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    public var description: String { uri }
    public var debugDescription: String { uri }
    public var customMirror: Mirror { Mirror(self, children: ["uri": uri]) }
}
