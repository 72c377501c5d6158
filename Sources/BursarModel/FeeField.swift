/// The texts of one fee of an export, by what they mean.
///
/// The raw value is the place of a text in `FeeTexts`. The first four belong to the borrower and
/// stand once for all of a borrower's fees.
public enum FeeField: Int, CaseIterable, Sendable {
    case userType
    case userValue
    case userInstitution
    case patronName
    case comment
    case feeType
    case ownerInstitution
    case libraryID
    case libraryCode
    case transactionDate
    case itemTitle
    case callNumber
    case itemLibrary
    case itemLocation
    case itemInternalLocation
    case dueDate
    case barcode
    case currency
    case sum
    case vat
    case transactionID

    /// How many of the fields belong to the borrower.
    public static let borrowerCount = 4
}

extension FeeField: Reportable {
    public var reported: String { "\(self)" }
}

/// A set of fee fields, one bit each.
public struct FeeFieldSet: Hashable, Sendable {
    public private(set) var bits: UInt32 = 0

    public init() {}

    public init(_ fields: [FeeField]) {
        for field in fields { insert(field) }
    }

    public var isEmpty: Bool { bits == 0 }

    public func contains(_ field: FeeField) -> Bool { bits & 1 << UInt32(field.rawValue) != 0 }

    public mutating func insert(_ field: FeeField) { bits |= 1 << UInt32(field.rawValue) }

    public mutating func remove(_ field: FeeField) { bits &= ~(1 << UInt32(field.rawValue)) }

    public func isDisjoint(with other: FeeFieldSet) -> Bool { bits & other.bits == 0 }
}
