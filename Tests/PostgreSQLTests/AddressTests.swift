import PostgreSQL
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        "postgresql://hub:hunter2@db.example:5433/books?sslmode=verify-full",
        "postgresql://hub@db.example:5433/books?sslmode=verify-full&password=hunter2",
        "host=db.example port=5433 user=hub password=hunter2 dbname=books sslmode=verify-full",
    ]) func `a password is used and never shown`(text: String) {
        let address = PostgresAddress(text)
        #expect(address.hasPassword)
        let shown = "\(address) \(String(reflecting: address)) \(String(describing: [address]))"
        #expect(!shown.contains("hunter2"))
        var dumped = ""
        dump(address, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(
            address.uri
                == "postgresql:///books?host=db.example&port=5433&sslmode=verify-full&user=hub"
        )
    }

    @Test func `an address without a password has none`() {
        #expect(!PostgresAddress("service=hub").hasPassword)
        #expect(!PostgresAddress("postgresql://hub@db.example/books").hasPassword)
    }

    @Test func `a URI that it writes it reads`() {
        let address = PostgresAddress("").withDatabase("a b/ü").withUser("x&y=z")
        #expect(PostgresAddress(address.uri) == address)
    }

    @Test func `another database or user changes nothing else`() {
        let address = PostgresAddress("postgresql://hub:hunter2@db.example/books")
        #expect(address.withDatabase("other").database == "other")
        #expect(address.withDatabase("other").hasPassword)
        #expect(address.withUser("campus").user == "campus")
        #expect(!address.withUser("campus").hasPassword)
    }

    @Test func `an address that libpq cannot read is refused without being quoted`() throws {
        let address = PostgresAddress("host=a hunter2")
        #expect(!address.isReadable)
        #expect(!"\(address)".contains("hunter2"))
        let error = try #require(throws: PostgresError.self) {
            try PostgresConnection(address, applicationName: "tests")
        }
        #expect(error.kind == .addressUnusable)
        #expect(!"\(error)".contains("hunter2"))
        #expect(!error.isServerAway)
    }

    @Test(arguments: ["host=/x port=abc", "sslmode=never host=db", "service=no_such_service"])
    func `an address that says what libpq cannot do is not tried again`(text: String) throws {
        let error = try #require(throws: PostgresError.self) {
            try PostgresConnection(PostgresAddress(text), applicationName: "tests")
        }
        #expect(error.kind == .addressUnusable)
        #expect(!error.isServerAway)
    }
}
