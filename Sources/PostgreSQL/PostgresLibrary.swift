internal import CLibPQ

/// The libpq that is in use.
public enum PostgresLibrary {
    /// Such as `15.18`; read from the library itself, not from what it was built against.
    public static var version: String {
        let number = PQlibVersion()
        return "\(number / 10_000).\(number % 10_000)"
    }
}
