import BursarModel
import Testing

/// How two versions of a file differ, and that a person can trust what is shown.
struct FileDifferenceTests {
    private let file = (1...20).map { "line \($0)" }

    private func text(_ lines: [String]) -> String { lines.map { "\($0)\n" }.joined() }

    private func difference(_ old: String?, _ new: String?) -> FileDifference? {
        FileDifference(name: "x.yaml", from: old, to: new)
    }

    @Test func `a changed line stands with three lines around it, as diff has it`() throws {
        var changed = file
        changed[9] = "another"
        let shown = try #require(difference(text(file), text(changed)))
        #expect(
            shown.unified(from: "revision 1", to: "revision 2") == [
                "--- x.yaml (revision 1)", "+++ x.yaml (revision 2)", "@@ -7,7 +7,7 @@",
                " line 7", " line 8", " line 9", "-line 10", "+another", " line 11", " line 12",
                " line 13",
            ]
        )
        #expect(shown.words == "x.yaml +1 −1")
    }

    @Test func `changes that stand apart are hunks of their own, near ones are one`() throws {
        var apart = file
        apart[0] = "first"
        apart.append("last")
        let heads = try #require(difference(text(file), text(apart))).hunks.map(\.head)
        #expect(heads == ["@@ -1,4 +1,4 @@", "@@ -18,3 +18,4 @@"])
        var near = file
        near[4] = "a"
        near[10] = "b"
        #expect(try #require(difference(text(file), text(near))).hunks.count == 1)
    }

    @Test func `a file that came or went is shown whole`() throws {
        let added = try #require(difference(nil, "a\nb\n"))
        #expect(
            added.unified(from: "in force", to: "new") == [
                "--- /dev/null", "+++ x.yaml (new)", "@@ -0,0 +1,2 @@", "+a", "+b",
            ]
        )
        #expect(added.words == "added x.yaml +2")
        let removed = try #require(difference("a\n", nil))
        #expect(
            removed.unified(from: "in force", to: "new")[1...2] == [
                "+++ /dev/null", "@@ -1 +0,0 @@",
            ]
        )
        #expect(removed.words == "removed x.yaml −1")
    }

    @Test func `what differs in bytes alone is a change`() throws {
        #expect(difference("a\n", "a\n") == nil)
        let ending = try #require(difference("a", "a\n"))
        #expect(
            ending.unified(from: "1", to: "2").dropFirst(3) == [
                "-a", "\\ No newline at end of file", "+a",
            ]
        )
        let composed = try #require(difference("caf\u{E9}\n", "cafe\u{301}\n"))
        #expect(composed.added == 1 && composed.removed == 1)
        let windows = try #require(difference("a\nb\n", "a\r\nb\r\n"))
        #expect(windows.added == 2 && windows.removed == 2)
    }

    @Test func `the lines shown make the new file of the old one, for 200 seeds`() throws {
        for seed in UInt64(1)...200 {
            var generator = SeededLines(state: seed)
            let old = (0..<generator.next(30)).map { _ in "\(generator.next(6))" }
            let new = (0..<generator.next(30)).map { _ in "\(generator.next(6))" }
            guard let shown = difference(text(old), text(new)) else {
                #expect(old == new, "seed \(seed)")
                continue
            }
            #expect(patched(old, with: shown) == new, "seed \(seed)")
        }
    }

    @Test func `files that have nothing in common take no time`() throws {
        let old = text((0..<20_000).map { "old \($0)" })
        let new = text((0..<20_000).map { "new \($0)" })
        let shown = try #require(difference("same\n" + old, "same\n" + new))
        #expect(shown.added == 20_000 && shown.removed == 20_000)
        #expect(shown.hunks.count == 1)
    }

    /// What `patch` does, with no look at what the difference was made of.
    private func patched(_ old: [String], with difference: FileDifference) -> [String] {
        var new: [String] = []
        var next = 0
        for hunk in difference.hunks {
            let hasOld = hunk.lines.contains { $0.mark != .comes }
            let start = hasOld ? hunk.oldStart - 1 : hunk.oldStart
            new += old[next..<start]
            next = start
            for line in hunk.lines {
                switch line.mark {
                case .stays:
                    guard old[next] == line.text else { return ["does not apply"] }
                    new.append(line.text)
                    next += 1
                case .goes: next += 1
                case .comes: new.append(line.text)
                }
            }
        }
        return new + old[next...]
    }
}

/// Small numbers, the same for the same seed.
private struct SeededLines {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
