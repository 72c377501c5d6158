/// One line of an output: a record, or what stands before and behind the records.
public struct CheckedRecord: Sendable, Hashable, Encodable {
    /// A field with its place, in bytes of the output's encoding and from 1.
    public struct Field: Sendable, Hashable, Encodable {
        public var name: String?
        public var from: Int
        /// Of the last byte; one less than `from` where the field is empty.
        public var to: Int
        public var text: String

        public init(name: String?, from: Int, to: Int, text: String) {
            self.name = name
            self.from = from
            self.to = to
            self.text = text
        }

        public var length: Int { to - from + 1 }
    }

    /// Among the records of the output, from 1; nil for what is none of them.
    public var record: Int64?
    /// With its line ending, where it has one.
    public var text: String
    /// Bytes, the line ending left out.
    public var length: Int
    public var fields: [Field]
    /// The places of its fees in the export, from 1.
    public var fees: [Int64]

    public init(
        record: Int64?,
        text: String,
        length: Int,
        fields: [Field],
        fees: [Int64] = []
    ) {
        self.record = record
        self.text = text
        self.length = length
        self.fields = fields
        self.fees = fees
    }
}
