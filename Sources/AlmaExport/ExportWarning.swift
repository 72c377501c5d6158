public import BursarModel

/// Something odd in an export that holds nothing back.
public enum ExportWarning: Hashable, Sendable {
    /// So many elements are none that Alma wrote in any export seen.
    case unknownElements(Int64)
    /// So many comments and titles hold digits in the shape of a social security number.
    case socialSecurityNumbers(Int64)

    public var message: Message {
        switch self {
        case .unknownElements(let count):
            "\(count) elements are unknown and were passed over: Alma's export may have changed"
        case .socialSecurityNumbers(let count):
            "\(count) comments or titles hold a number in the shape of a social security number"
        }
    }
}
