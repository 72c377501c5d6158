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

    /// Rows for `values`.
    mutating func appendInterpolation(rows: [PostgresStatement]) {
        for (index, row) in rows.enumerated() {
            if index > 0 { appendLiteral(", ") }
            appendInterpolation(row)
        }
    }

    /// The tables' eighteen columns of books.
    mutating func appendInterpolation(booksColumns _: Void) {
        appendLiteral(
            """
            read_count, read_charge_cents, read_credit_cents,
            written_count, written_charge_cents, written_credit_cents,
            diverted_count, diverted_charge_cents, diverted_credit_cents,
            held_count, held_charge_cents, held_credit_cents,
            duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
            skipped_count, skipped_charge_cents, skipped_credit_cents
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
