internal import CLibPQ
internal import Glibc

/// One libpq session, driven without ever blocking in libpq.
///
/// Blocking libpq waits for ever on a dead server, so every call here is one of its non-blocking
/// ones, and all waiting is done in `poll` on the calling thread, up to a deadline. A session that
/// failed is closed at once.
@safe final class LibPQSession {
    private var connection: OpaquePointer?

    enum Failure: Error {
        case deadlineExceeded
        case lost
    }

    private init(_ connection: OpaquePointer) {
        unsafe self.connection = connection
        unsafe PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)  // for `ConnectReport`
        unsafe bh_pq_silence_notices(connection)
    }

    deinit {
        close()
    }

    /// Closes the socket, whatever state it is in.
    ///
    /// Nothing more is sent to a server in the middle of something: it may not read it.
    func close() {
        guard let connection = unsafe connection else { return }
        let socket = unsafe PQsocket(connection)
        if unsafe PQtransactionStatus(connection) == PQTRANS_ACTIVE, socket >= 0 {
            _ = shutdown(socket, Int32(SHUT_RDWR))
        }
        unsafe PQfinish(connection)
        unsafe self.connection = nil
    }

    // MARK: Connecting

    /// Opens a session with one host.
    static func open(
        _ parameters: [(keyword: String, value: String)],
        until deadline: Deadline
    ) throws(PostgresError) -> LibPQSession {
        guard let connection = unsafe start(parameters) else {
            throw PostgresError(.connectionFailed, message: "libpq has no memory for a session")
        }
        let session = unsafe LibPQSession(connection)
        do {
            try session.establish(until: deadline)
        } catch {
            guard error == .lost else {
                throw PostgresError(
                    .deadlineExceeded,
                    message: "no session with the server came to be in time"
                )
            }
            throw unsafe session.connectError(connection)
        }
        return session
    }

    private static func start(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
        let keywords = unsafe parameters.map { unsafe strdup($0.keyword) }
        let values = unsafe parameters.map { unsafe strdup($0.value) }
        defer { unsafe (keywords + values).forEach { unsafe free($0) } }
        let keywordList = unsafe keywords.map { unsafe UnsafePointer($0) } + [nil]
        let valueList = unsafe values.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe PQconnectStartParams(keywordList, valueList, 0)
    }

    private func establish(until deadline: Deadline) throws(Failure) {
        guard let connection = unsafe connection, unsafe PQstatus(connection) != CONNECTION_BAD
        else {
            throw .lost
        }
        var step = PGRES_POLLING_WRITING
        while step != PGRES_POLLING_OK {
            switch step {
            case PGRES_POLLING_READING: try wait(for: POLLIN, until: deadline)
            case PGRES_POLLING_WRITING: try wait(for: POLLOUT, until: deadline)
            default: throw .lost
            }
            step = unsafe PQconnectPoll(connection)
        }
        guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw .lost }
    }

    /// libpq's message about a failed login names host, user and database, never the password.
    private func connectError(_ connection: OpaquePointer) -> PostgresError {
        let report = unsafe ConnectReport(String(cString: PQerrorMessage(connection)))
        let needsPassword = unsafe PQconnectionNeedsPassword(connection) == 1
        return PostgresError(
            report.isAboutServer ? .connectionFailed : .addressUnusable,
            state: report.state ?? (needsPassword ? .invalidPassword : nil),
            message: report.message
        )
    }

    // MARK: Asking

    func send(_ statement: PostgresStatement, until deadline: Deadline) throws(Failure) {
        let connection = unsafe try living()
        let sent = unsafe StatementParameters(statement).withPointers {
            unsafe PQsendQueryParams(
                connection,
                statement.text,
                Int32($0.types.count),
                $0.types,
                $0.values,
                $0.lengths,
                $0.formats,
                1
            )
        }
        guard sent == 1 else { throw .lost }
        try flush(until: deadline)
    }

    /// Sends text that may hold several commands; they are one transaction unless it says
    /// otherwise.
    func send(script: String, until deadline: Deadline) throws(Failure) {
        let connection = unsafe try living()
        guard unsafe PQsendQuery(connection, script) == 1 else { throw .lost }
        try flush(until: deadline)
    }

    /// Waits for the next answer; nil when the server has answered everything.
    func nextResult(until deadline: Deadline) throws(Failure) -> PostgresResult? {
        let connection = unsafe try living()
        while unsafe PQisBusy(connection) == 1 {
            try wait(for: POLLIN, until: deadline)
            guard unsafe PQconsumeInput(connection) == 1 else {
                // What the server said before it went is still to be read; it never blocks any
                // more.
                guard unsafe PQstatus(connection) == CONNECTION_BAD else { throw .lost }
                break
            }
        }
        guard let result = unsafe PQgetResult(connection) else { return nil }
        return unsafe PostgresResult(result)
    }

    // MARK: Copying

    func putCopyBytes(_ bytes: UnsafeRawBufferPointer, until deadline: Deadline) throws(Failure) {
        let connection = unsafe try living()
        let characters = unsafe bytes.assumingMemoryBound(to: CChar.self)
        while true {
            switch unsafe PQputCopyData(connection, characters.baseAddress, Int32(characters.count))
            {
            case 1: return try flush(until: deadline)
            case 0: try flush(until: deadline)
            default: throw .lost
            }
        }
    }

    /// Ends the COPY, or gives it up where there is a reason.
    func endCopy(because reason: String?, until deadline: Deadline) throws(Failure) {
        let connection = unsafe try living()
        while true {
            switch unsafe PQputCopyEnd(connection, reason) {
            case 1: return try flush(until: deadline)
            case 0: try flush(until: deadline)
            default: throw .lost
            }
        }
    }

    // MARK: State

    var isBad: Bool {
        guard let connection = unsafe connection else { return true }
        return unsafe PQstatus(connection) == CONNECTION_BAD
    }

    enum TransactionState { case none, open, failed, unknown }

    var transactionState: TransactionState {
        switch unsafe PQtransactionStatus(connection) {
        case PQTRANS_IDLE: .none
        case PQTRANS_INTRANS: .open
        case PQTRANS_INERROR: .failed
        default: .unknown
        }
    }

    var serverVersion: Int { Int(unsafe PQserverVersion(connection)) }

    /// What a parameter of the address came to, with service, environment and defaults; nil where
    /// it has no value.
    func option(_ keyword: String) -> String? {
        guard let connection = unsafe connection, let options = unsafe PQconninfo(connection)
        else { return nil }
        defer { unsafe PQconninfoFree(options) }
        var option = unsafe options
        while let name = unsafe option.pointee.keyword {
            if unsafe String(cString: name) == keyword {
                return unsafe option.pointee.val.map { unsafe String(cString: $0) }
            }
            unsafe option += 1
        }
        return nil
    }

    /// Where the server was found: a name, an address, or the folder of a socket.
    var host: String { unsafe PQhost(connection).map { unsafe String(cString: $0) } ?? "" }

    var backendID: Int32 { unsafe PQbackendPID(connection) }

    // MARK: Waiting

    private func living() throws(Failure) -> OpaquePointer {
        guard let connection = unsafe connection else { throw .lost }
        return unsafe connection
    }

    /// Hands everything to the kernel.
    ///
    /// A server that answers before it has read all must be listened to meanwhile.
    private func flush(until deadline: Deadline) throws(Failure) {
        let connection = unsafe try living()
        while true {
            switch unsafe PQflush(connection) {
            case 0: return
            case 1:
                let ready = try wait(for: POLLIN | POLLOUT, until: deadline)
                if ready != Int16(POLLOUT), unsafe PQconsumeInput(connection) == 0 { throw .lost }
            default: throw .lost
            }
        }
    }

    @discardableResult
    private func wait(for events: Int32, until deadline: Deadline) throws(Failure) -> Int16 {
        let socket = unsafe PQsocket(connection)
        guard socket >= 0 else { throw .lost }
        while true {
            var descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
            let count = unsafe poll(&descriptor, 1, deadline.pollMilliseconds)
            if count > 0 { return descriptor.revents }
            if count < 0, errno != EINTR { throw .lost }
            if deadline.hasPassed { throw .deadlineExceeded }
        }
    }
}
