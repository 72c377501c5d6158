/// One SQL statement and the values it binds.
///
/// Plain text stays text, and every interpolation becomes a bind: `"select a from t where id =
/// \(id)"` is sent as `select a from t where id = $1`. A `String` made at run time is no statement
/// and does not compile.
public struct PostgresStatement: Sendable {
    /// The text between the binds: always one piece more than there are binds.
    private(set) var pieces: [String]
    private(set) var binds: [Bind]

    struct Bind: Sendable {
        let type: PostgresType
        let bytes: [UInt8]?
    }

    init(constant text: String) {
        pieces = [text]
        binds = []
    }

    /// The statement with `$1`, `$2` … where its values stand.
    public var text: String {
        var text = pieces[0]
        for (number, piece) in pieces.dropFirst().enumerated() {
            text += "$\(number + 1)"
            text += piece
        }
        return text
    }
}

extension PostgresStatement: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(constant: text)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.statement
    }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var statement: PostgresStatement

        public init(literalCapacity: Int, interpolationCount: Int) {
            statement = PostgresStatement(constant: "")
            statement.pieces.reserveCapacity(interpolationCount + 1)
            statement.binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ text: String) {
            statement.pieces[statement.pieces.count - 1] += text
        }

        /// Binds a value.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            statement.binds.append(Bind(type: Value.postgresType, bytes: value.postgresBytes))
            statement.pieces.append("")
        }

        /// Inserts a constant part, such as a list of columns, with what it binds.
        public mutating func appendInterpolation(_ part: PostgresStatement) {
            appendLiteral(part.pieces[0])
            statement.pieces += part.pieces.dropFirst()
            statement.binds += part.binds
        }

        /// Inserts a name that the program knows when it is compiled; quoted.
        public mutating func appendInterpolation(identifier: StaticString) {
            appendLiteral(PostgresStatement.quoted("\(identifier)"))
        }
    }

    static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false).joined(
                separator: "\"\""
            ) + "\""
    }
}
