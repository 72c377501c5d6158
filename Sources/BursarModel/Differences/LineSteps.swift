/// How one list of lines becomes another: what stays, goes and comes, in order.
struct LineSteps {
    enum Step {
        case stays(old: Int, new: Int)
        case goes(old: Int)
        case comes(new: Int)
    }

    /// Beyond so many comparisons the lines that differ are taken as a whole: the search for the
    /// shortest way keeps its steps in memory, as many as the square of the lines.
    private static let mostComparisons = 4_000_000

    private(set) var steps: [Step] = []

    init(from old: [FileLines.Line], to new: [FileLines.Line]) {
        var numbers: [FileLines.Line: Int] = [:]
        func numbered(_ lines: [FileLines.Line]) -> [Int] {
            lines.map { line in
                if let known = numbers[line] { return known }
                numbers[line] = numbers.count
                return numbers.count - 1
            }
        }
        let (before, after) = (numbered(old), numbered(new))
        let shorter = min(before.count, after.count)
        var start = 0
        while start < shorter, before[start] == after[start] { start += 1 }
        var end = 0
        while end < shorter - start,
            before[before.count - 1 - end] == after[after.count - 1 - end]
        {
            end += 1
        }
        steps = (0..<start).map { .stays(old: $0, new: $0) }
        addMiddle(
            Array(before[start..<before.count - end]),
            Array(after[start..<after.count - end]),
            at: start
        )
        steps += (0..<end).map { index in
            .stays(old: before.count - end + index, new: after.count - end + index)
        }
    }

    /// The lines between those that both texts begin and end with.
    private mutating func addMiddle(_ old: [Int], _ new: [Int], at start: Int) {
        var removed = Set(old.indices)
        var inserted = Set(new.indices)
        if old.count * new.count <= LineSteps.mostComparisons {
            removed = []
            inserted = []
            for change in new.difference(from: old) {
                switch change {
                case .remove(let offset, _, _): removed.insert(offset)
                case .insert(let offset, _, _): inserted.insert(offset)
                }
            }
        }
        var (from, to) = (0, 0)
        while from < old.count || to < new.count {
            if removed.contains(from) {
                steps.append(.goes(old: start + from))
                from += 1
            } else if inserted.contains(to) {
                steps.append(.comes(new: start + to))
                to += 1
            } else {
                steps.append(.stays(old: start + from, new: start + to))
                from += 1
                to += 1
            }
        }
    }
}
