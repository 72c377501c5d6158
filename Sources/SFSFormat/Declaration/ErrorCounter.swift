internal import BursarModel
internal import Declarations

/// Findings of one step: it can be asked afterwards whether the step found an error of its own.
final class ErrorCounter {
    let findings: Findings
    private(set) var count = 0

    init(_ findings: Findings) { self.findings = findings }

    func error(_ message: Message, at place: Place, hint: Message? = nil) {
        count += 1
        findings.error(message, at: place, hint: hint)
    }

    func warning(_ message: Message, at place: Place, hint: Message? = nil) {
        findings.warning(message, at: place, hint: hint)
    }
}
