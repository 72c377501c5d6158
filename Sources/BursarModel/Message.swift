/// A value free of patron data, fit for messages, logs and the views of `report`.
public protocol Reportable: Sendable {
    var reported: String { get }
}

/// A text for people, that cannot carry patron data.
///
/// It interpolates `Reportable` values alone, and `String` is none: a student id, a name or a
/// title that a programmer puts into a message does not compile.
public struct Message: ExpressibleByStringInterpolation, Hashable, Sendable,
    CustomStringConvertible
{
    public private(set) var text: String

    public init(stringLiteral value: StaticString) { text = value.description }

    public init(stringInterpolation parts: Parts) { text = parts.text }

    public var description: String { text }

    /// What an interpolated message is put together from.
    public struct Parts: StringInterpolationProtocol {
        public fileprivate(set) var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        public mutating func appendInterpolation(_ value: some Reportable) {
            text += value.reported
        }
    }
}

extension Message: Reportable {
    public var reported: String { text }

    /// Joins messages to one, in their order.
    public static func joined(_ messages: [Message], separator: StaticString) -> Message {
        var joined: Message = ""
        joined.text = messages.map(\.text).joined(separator: separator.description)
        return joined
    }
}

extension Int: Reportable {
    public var reported: String { String(self) }
}

extension Int64: Reportable {
    public var reported: String { String(self) }
}
