import BursarModel
import Testing

struct BooksTests {
    private let one = Tally(count: 1, chargeCents: 500, creditCents: 20)

    @Test(arguments: Bucket.allCases)
    func `what was read and ended in one bucket balances`(bucket: Bucket) {
        var books = Books(read: one)
        #expect(!books.balance)
        books[bucket] = one
        #expect(books[bucket] == one)
        #expect(books.balance)
    }

    @Test func `a bucket is no other bucket`() {
        for bucket in Bucket.allCases {
            var books = Books.zero
            books[bucket] = one
            #expect(Bucket.allCases.filter { books[$0] == one } == [bucket])
        }
    }

    @Test(arguments: [
        Tally(count: 2, chargeCents: 500, creditCents: 20),
        Tally(count: 1, chargeCents: 501, creditCents: 20),
        Tally(count: 1, chargeCents: 500, creditCents: 19),
        // The signed sum is right all the same.
        Tally(count: 1, chargeCents: 510, creditCents: 30),
    ])
    func `a difference in count, charges or credits is none to live with`(written: Tally) {
        #expect(!Books(read: one, written: written).balance)
    }

    @Test func `buckets that overflow do not balance`() {
        let most = Tally(count: .max)
        #expect(!Books(read: most, written: most, held: most).balance)
        // Wrapped around, these would sum to what was read.
        #expect(!Books(read: Tally(count: -2), written: most, held: most).balance)
    }

    @Test func `the books of two exports add up and balance`() throws {
        var sum = Books(read: one, duplicate: one)
        try sum.add(Books(read: one, skipped: one))
        try sum.add(Books.zero)
        #expect(sum == Books(read: try one.adding(one), duplicate: one, skipped: one))
        #expect(sum.balance)
    }

    @Test func `books that overflow say so`() {
        var books = Books(read: Tally(count: .max))
        #expect(throws: HoldReason.totalOverflow) { try books.add(Books(read: one)) }
        var buckets = Books(held: Tally(chargeCents: .max))
        #expect(throws: HoldReason.totalOverflow) { try buckets.add(Books(held: one)) }
    }

    @Test func `the buckets are those of the contract`() {
        #expect(
            Bucket.allCases.map(\.rawValue)
                == ["written", "diverted", "held", "duplicate", "skipped"]
        )
        #expect(Books.zero.balance)
    }
}
