/// Rows on their way into a table by binary COPY.
///
/// For each row `beginRow`, then one append per column; at the end `finish`, without which no row
/// is stored. The rows go through one reused buffer that is sent whenever it is full, also in the
/// middle of a row: memory is constant. A transaction that ends by an error gives up the COPY that
/// is open in it.
@safe public final class PostgresCopy {
    private let connection: PostgresConnection
    private let request: PostgresRequest
    private let isWholeTransaction: Bool
    private var buffer = CopyBuffer(capacity: 128 << 10)

    init(
        _ connection: PostgresConnection,
        request: PostgresRequest,
        isWholeTransaction: Bool
    ) {
        self.connection = connection
        self.request = request
        self.isWholeTransaction = isWholeTransaction
        for byte in Self.signature { buffer.store(byte) }
        buffer.store(Int32(0))  // flags
        buffer.store(Int32(0))  // the length of an extension of this header
    }

    /// Source: the manual's page on COPY, "Binary Format".
    private static let signature: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00,
    ]

    // MARK: Rows

    /// Begins a row; the one before must have all its columns.
    public func beginRow(columns: Int) throws(PostgresError) {
        guard buffer.missingColumns == 0 else { throw wrongColumns() }
        if buffer.beginRow(columns: columns) { return }
        try flush()
        _ = buffer.beginRow(columns: columns)
    }

    public func append(_ number: Int64) throws(PostgresError) { try append(integer: number) }

    public func append(_ number: Int32) throws(PostgresError) { try append(integer: number) }

    public func append(_ number: Int16) throws(PostgresError) { try append(integer: number) }

    public func append(_ truth: Bool) throws(PostgresError) {
        try append(integer: truth ? 1 as UInt8 : 0)
    }

    public func append(date: PostgresDate) throws(PostgresError) {
        try append(integer: date.daysSince2000)
    }

    public func append(_ moment: PostgresTimestamp) throws(PostgresError) {
        try append(integer: moment.microsecondsSince2000)
    }

    /// Text in UTF-8, which the server checks.
    public func append(_ text: Span<UInt8>) throws(PostgresError) {
        try unsafe text.withUnsafeBytes { (bytes) throws(PostgresError) in
            try unsafe append(raw: bytes)
        }
    }

    public func append(bytes: Span<UInt8>) throws(PostgresError) {
        try unsafe bytes.withUnsafeBytes { (bytes) throws(PostgresError) in
            try unsafe append(raw: bytes)
        }
    }

    public func append(_ text: String) throws(PostgresError) {
        try append(text.utf8.span)
    }

    public func appendNull() throws(PostgresError) {
        guard buffer.missingColumns > 0 else { throw wrongColumns() }
        if buffer.beginColumn(length: -1) { return }
        try flush()
        _ = buffer.beginColumn(length: -1)
    }

    // MARK: The end

    /// Ends the COPY; returns the number of rows that the server has taken.
    public func finish() throws(PostgresError) -> Int {
        guard buffer.missingColumns == 0 else { throw wrongColumns() }
        if buffer.room < 2 { try flush() }
        buffer.store(Int16(-1))
        try flush()
        return try connection.finishCopy(of: request, isWholeTransaction: isWholeTransaction)
            .affectedRows
    }

    /// Gives the COPY up: none of its rows is stored, and a transaction around it has failed.
    public func cancel() throws(PostgresError) {
        try connection.giveUpCopy()
    }

    // MARK: The buffer

    private func append<Number: FixedWidthInteger & BitwiseCopyable>(
        integer: Number
    ) throws(PostgresError) {
        guard buffer.missingColumns > 0 else { throw wrongColumns() }
        if buffer.append(integer) { return }
        try flush()
        _ = buffer.append(integer)
    }

    private func append(raw bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        guard buffer.missingColumns > 0 else { throw wrongColumns() }
        if unsafe buffer.append(bytes) { return }
        try unsafe appendInParts(bytes)
    }

    private func appendInParts(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        guard bytes.count <= 1 << 30 else {
            throw PostgresError(
                .misuse,
                message: "a value has more than a gigabyte",
                statement: request.text
            )
        }
        try flush()
        _ = buffer.beginColumn(length: Int32(bytes.count))
        var sent = 0
        while sent < bytes.count {
            if buffer.room == 0 { try flush() }
            sent += unsafe buffer.fill(from: UnsafeRawBufferPointer(rebasing: bytes[sent...]))
        }
    }

    private func flush() throws(PostgresError) {
        try unsafe connection.putCopyBytes(buffer.bytes, of: request)
        buffer.empty()
    }

    private func wrongColumns() -> PostgresError {
        PostgresError(
            .misuse,
            message: "a row has another number of columns than it began with",
            statement: request.text
        )
    }
}
