extension KeyedEncodingContainer {
    /// Encodes what was read and its buckets beside the other keys of a report, in the contract's
    /// words and order.
    ///
    /// - Throws: `EncodingError` where the report has no key for one of them: a sum that is left
    ///   out in silence would be money that nobody misses.
    mutating func encode(buckets books: Books) throws {
        let tallies =
            [("read", books.read)]
            + Bucket.allCases.map { bucket in (bucket.rawValue, books[bucket]) }
        for (word, tally) in tallies {
            guard let key = Key(stringValue: word) else {
                throw EncodingError.invalidValue(
                    word,
                    EncodingError.Context(
                        codingPath: codingPath,
                        debugDescription: "the report has no key for a bucket"
                    )
                )
            }
            try encode(tally, forKey: key)
        }
    }
}
