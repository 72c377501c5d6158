import BursarModel
import PostgreSQL

extension PostgresStatement.StringInterpolation {
    /// Count, charge cents and credit cents over the column `cents`, for `PostgresRow.tally()`.
    mutating func appendInterpolation(tallyColumns _: Void) {
        appendLiteral(
            """
            count(*) as count,
            coalesce(sum(cents) filter (where cents > 0), 0)::bigint as charge_cents,
            coalesce(-sum(cents) filter (where cents < 0), 0)::bigint as credit_cents
            """
        )
    }

    /// The eighteen figures of books, in the order of the tables' columns.
    mutating func appendInterpolation(books: Books) {
        appendInterpolation(tally: books.read)
        for bucket in Bucket.allCases {
            appendLiteral(", ")
            appendInterpolation(tally: books[bucket])
        }
    }

    /// The three figures of a tally.
    mutating func appendInterpolation(tally: Tally) {
        appendInterpolation(tally.count)
        appendLiteral("::bigint, ")
        appendInterpolation(tally.chargeCents)
        appendLiteral("::bigint, ")
        appendInterpolation(tally.creditCents)
        appendLiteral("::bigint")
    }
}

extension PostgresRow {
    /// The columns `count`, `charge_cents` and `credit_cents`, with a prefix or without.
    func tally(_ prefix: String = "") throws -> Tally {
        Tally(
            count: try get(prefix + "count"),
            chargeCents: try get(prefix + "charge_cents"),
            creditCents: try get(prefix + "credit_cents")
        )
    }

    /// All eighteen figures of a table's books.
    func books() throws -> Books {
        var books = Books(read: try tally("read_"))
        for bucket in Bucket.allCases { books[bucket] = try tally(bucket.rawValue + "_") }
        return books
    }
}
