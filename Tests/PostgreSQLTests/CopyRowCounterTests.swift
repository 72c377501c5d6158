import Testing

@testable import PostgreSQL

@Suite struct CopyRowCounterTests {
    private let dump = """
        SET row_security = on;
        -- a comment
        COPY ledger.charge (campus, id) FROM stdin;
        humboldt\t1
        humboldt\tCOPY x (
        humboldt\t\\\\.
        \\.

        COPY registry."odd" (a) FROM stdin;
        \\.

        SELECT pg_catalog.setval('ledger.epoch', 7, true);
        COPY ledger.output (a) FROM stdin;
        \(String(repeating: "x", count: 5000))
        \\.

        """

    @Test func `rows are counted whatever they hold and wherever the pieces are cut`() {
        let bytes = Array(dump.utf8)
        for size in [1, 2, 7, 4096, bytes.count] {
            var counter = CopyRowCounter()
            var rest = bytes[...]
            while !rest.isEmpty {
                counter.read(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(
                counter.rows == ["ledger.charge": 3, "registry.\"odd\"": 0, "ledger.output": 1],
                "\(size)"
            )
        }
    }
}
