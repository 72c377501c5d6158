/// One `userFineFee` of an export as Alma wrote it: texts in one arena, and where each lies.
///
/// The reader owns one value and lends it out fee after fee, so that a million fees cost no
/// allocation. Nothing here is judged: an amount is still the text that Alma printed. A missing
/// element, an empty one and `xsi:nil` are all an empty text, because Alma writes null in all
/// three ways.
public struct FeeTexts: Sendable {
    /// The borrower's texts, then those of the fee, one after another, in UTF-8.
    public var arena: [UInt8] = []
    /// Where each field's text lies in the arena; empty where there is none.
    public var ranges = InlineArray<21, Range<Int>>(repeating: 0..<0)
    /// Fields whose element occurred more than once: the fee is held as `duplicate_field`.
    public var doubled = FeeFieldSet()
    /// Fields of more than 4 KiB; their text is cut, so the fee is held as `field_too_long`.
    public var overlong = FeeFieldSet()
    /// The place of the fee in its export, from 1.
    public var ordinal: Int64 = 0
    /// The line of the export that the fee begins on, from 1.
    public var line: Int64 = 0

    public init() { arena.reserveCapacity(4096) }

    @inlinable public func range(of field: FeeField) -> Range<Int> { ranges.span[field.rawValue] }

    @inlinable public func isEmpty(_ field: FeeField) -> Bool {
        ranges.span[field.rawValue].isEmpty
    }

    /// The text of a field as a `String`, for places where clarity counts more than speed.
    public func string(_ field: FeeField) -> String {
        String(decoding: arena[range(of: field)], as: UTF8.self)
    }
}
