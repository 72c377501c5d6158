/// How a file differs between two revisions, in the lines that change and a few around them.
public struct FileDifference: Hashable, Sendable {
    public enum Change: String, Hashable, Sendable {
        case added
        case changed
        case removed
    }

    /// Lines that stand together, as a unified difference shows them.
    public struct Hunk: Hashable, Sendable {
        /// From 1; where there are no lines, the one before, as `diff` has it.
        public var oldStart: Int
        public var newStart: Int
        public var lines: [Line]

        /// `@@ -12,7 +12,8 @@`.
        public var head: String {
            let old = lines.count { $0.mark != .comes }
            let new = lines.count { $0.mark != .goes }
            return "@@ -\(Hunk.range(oldStart, old)) +\(Hunk.range(newStart, new)) @@"
        }

        private static func range(_ start: Int, _ count: Int) -> String {
            count == 1 ? "\(start)" : "\(start),\(count)"
        }
    }

    public struct Line: Hashable, Sendable {
        public enum Mark: String, Hashable, Sendable {
            case stays = " "
            case goes = "-"
            case comes = "+"
        }

        public var mark: Mark
        public var text: String
        /// False for a last line that the file ends in the middle of.
        public var isEnded: Bool
    }

    public var name: String
    public var change: Change
    public var hunks: [Hunk]

    /// Lines that come, and lines that go.
    public var added: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.mark == .comes } } }
    public var removed: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.mark == .goes } } }

    /// Compares two texts; nil is a file that is not there.
    ///
    /// Fails where nothing changed. `context` is the number of lines shown around those that do.
    public init?(name: String, from old: String?, to new: String?, context: Int = 3) {
        guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
        self.name = name
        change = old == nil ? .added : new == nil ? .removed : .changed
        let before = FileLines(old ?? "").lines
        let after = FileLines(new ?? "").lines
        let steps = LineSteps(from: before, to: after).steps
        hunks = FileDifference.ranges(of: steps, context: context).map { range in
            FileDifference.hunk(steps, range, before, after)
        }
    }

    /// The steps to show: those that change, with their surroundings.
    private static func ranges(of steps: [LineSteps.Step], context: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (index, step) in steps.enumerated() {
            if case .stays = step { continue }
            let start = max(0, index - context)
            let end = min(steps.count, index + context + 1)
            if let last = ranges.last, last.upperBound >= start {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(start..<end)
            }
        }
        return ranges
    }

    private static func hunk(
        _ steps: [LineSteps.Step],
        _ range: Range<Int>,
        _ before: [FileLines.Line],
        _ after: [FileLines.Line]
    ) -> Hunk {
        func count(_ steps: ArraySlice<LineSteps.Step>) -> (old: Int, new: Int) {
            steps.reduce(into: (old: 0, new: 0)) { count, step in
                switch step {
                case .stays:
                    count.old += 1
                    count.new += 1
                case .goes: count.old += 1
                case .comes: count.new += 1
                }
            }
        }
        let earlier = count(steps[..<range.lowerBound])
        let here = count(steps[range])
        let lines = steps[range].map { step in
            switch step {
            case .stays(let old, _): Line(.stays, before[old])
            case .goes(let old): Line(.goes, before[old])
            case .comes(let new): Line(.comes, after[new])
            }
        }
        return Hunk(
            oldStart: earlier.old + (here.old == 0 ? 0 : 1),
            newStart: earlier.new + (here.new == 0 ? 0 : 1),
            lines: lines
        )
    }
}

extension FileDifference.Line {
    init(_ mark: Mark, _ line: FileLines.Line) {
        self.init(mark: mark, text: line.text, isEnded: line.isEnded)
    }
}

extension FileDifference {
    /// The lines of a unified difference, as `diff` and `patch` know them.
    public func unified(from old: String, to new: String) -> [String] {
        let heads = [
            "--- \(change == .added ? "/dev/null" : "\(name) (\(old))")",
            "+++ \(change == .removed ? "/dev/null" : "\(name) (\(new))")",
        ]
        return heads
            + hunks.flatMap { hunk in
                [hunk.head]
                    + hunk.lines.flatMap { line in
                        [line.mark.rawValue + line.text]
                            + (line.isEnded ? [] : ["\\ No newline at end of file"])
                    }
            }
    }

    /// `humboldt.yaml +3 −1`, `added humboldt-sf.yaml +40`.
    public var words: String {
        let verb =
            switch change {
            case .added: "added "
            case .removed: "removed "
            case .changed: ""
            }
        let figures = [(added, "+"), (removed, "−")].filter { $0.0 > 0 }.map { "\($1)\($0)" }
        return ([verb + name] + figures).joined(separator: " ")
    }
}
