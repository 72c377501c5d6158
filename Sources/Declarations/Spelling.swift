/// Guesses what a person meant to write.
public enum Spelling {
    /// The most similar of the candidates, if one is similar enough to be meant.
    ///
    /// Similar enough: at most 2 letters inserted, left out, replaced or swapped, or a third of the
    /// word's length, or `most` where it is given; case alone does not count. Equally similar
    /// ones: the first. Where none is, the shortest that holds the whole word.
    public static func nearest(
        _ word: String,
        among candidates: [String],
        within most: Int? = nil
    ) -> String? {
        let letters = Array(word.prefix(longest).lowercased())
        let limit = most ?? max(2, letters.count / 3)
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let other = Array(candidate.prefix(longest).lowercased())
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance = distance(from: letters, to: other)
            // Two letters of two are no likeness.
            guard distance <= limit, distance < max(letters.count, other.count),
                distance < best?.distance ?? .max
            else { continue }
            best = (candidate, distance)
        }
        if let best { return best.candidate }
        guard most == nil, letters.count >= 4 else { return nil }
        return candidates.filter { holds($0, word) }.min { $0.count < $1.count }
    }

    /// Whether the word is a part of the candidate, as `ascii` of `us-ascii`.
    private static func holds(_ candidate: String, _ word: String) -> Bool {
        let candidate = candidate.prefix(longest).lowercased()
        return candidate.contains(word.prefix(longest).lowercased())
    }

    /// Nobody means a word longer than this; and the distance costs the square of it.
    private static let longest = 80

    /// The least number of insertions, deletions, replacements and swaps of neighbours.
    private static func distance(from one: [Character], to other: [Character]) -> Int {
        var beforeLast = [Int](repeating: 0, count: other.count + 1)
        var last = Array(0...other.count)
        for row in 0..<one.count {
            var current = [row + 1]
            for column in 0..<other.count {
                let same = one[row] == other[column]
                var least = min(
                    last[column] + (same ? 0 : 1),
                    last[column + 1] + 1,
                    current[column] + 1
                )
                if row > 0, column > 0, one[row] == other[column - 1],
                    one[row - 1] == other[column]
                {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            (beforeLast, last) = (last, current)
        }
        return last[other.count]
    }
}
