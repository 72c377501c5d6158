import Foundation
public import Testing

/// What a report must be, byte for byte: a file in `Goldens` beside the test.
///
/// A missing golden is written and fails; `RECORD_GOLDENS=1` rewrites; one that differs shows its
/// first differing line.
public func expectGolden(
    _ actual: String,
    _ name: String,
    testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Goldens")
    let file = folder.appending(path: name)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    let exists = FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
    guard exists, !isRecording else {
        try Data(actual.utf8).write(to: file)
        if !isRecording {
            Issue.record("\(name) was missing; it is written now", sourceLocation: sourceLocation)
        }
        return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard actual != expected else { return }
    let (old, new) = (lines(of: expected), lines(of: actual))
    let index =
        zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
        """
        \(name), line \(index + 1)
        expected  \(index < old.count ? old[index].debugDescription : "(no more lines)")
        actual    \(index < new.count ? new[index].debugDescription : "(no more lines)")
        """,
        sourceLocation: sourceLocation
    )
}

/// The lines of a text; in Swift CR and LF together are one character, and not `\n`.
public func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
}
