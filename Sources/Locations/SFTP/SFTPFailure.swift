internal import Posix

/// A batch that did not come to its end, and how far it is known to have come.
struct SFTPFailure: Error, Hashable, Sendable {
    let address: SFTPAddress
    let reason: SFTPError.Reason
    /// How many of the batch's marks were passed; nil where that cannot be known.
    let marks: Int?

    var error: SFTPError { SFTPError(address, reason) }

    /// For a batch that was never sent.
    init(_ address: SFTPAddress, _ reason: SFTPError.Reason) {
        (self.address, self.reason, marks) = (address, reason, 0)
    }

    init(_ address: SFTPAddress, _ error: ChildProcessError) {
        self.address = address
        switch error.reason {
        case .notStarted, .noPipe: (reason, marks) = (.notStarted, 0)
        case .deadlineExceeded: (reason, marks) = (.deadlineExceeded, nil)
        case .statusLost: (reason, marks) = (.connectionLost, nil)
        }
    }

    /// `sftp` ends with 1 at the first command that fails, and with 255 where `ssh` does.
    init(_ address: SFTPAddress, _ outcome: ChildProcess.Outcome, lines: [String]) {
        self.address = address
        switch outcome.status {
        case .exited(1):
            marks = SFTPFailure.marks(in: lines)
            let refusal = SFTPFailure.refusal(outcome.errorText)
            reason = marks == 0 ? .noFolder : refusal
        case .exited(255):
            reason = SFTPFailure.loss(outcome.errorText)
            // Of a connection that was lost, what it had still to print may be lost too.
            marks = reason == .connectionLost ? nil : SFTPFailure.marks(in: lines)
        case .exited, .killed:
            (reason, marks) = (.connectionLost, nil)
        }
    }

    private static func marks(in lines: [String]) -> Int {
        lines.count { $0.hasPrefix(SFTPBatch.markAnswer) }
    }

    /// What a server's refusal means, by the words of the protocol's status codes.
    ///
    /// The last line tells why the batch ended; those before it are of commands that may fail.
    private static func refusal(_ text: String) -> SFTPError.Reason {
        let words = text.split(separator: "\n").last ?? ""
        if words.contains("No such file or directory") || words.contains("not found") {
            return .missing
        }
        return words.contains("Permission denied") ? .forbidden : .refused
    }

    /// Why a connection did not come about, or did not last, by the words of `ssh`.
    private static func loss(_ words: String) -> SFTPError.Reason {
        let phrases: [(String, SFTPError.Reason)] = [
            ("Host key verification failed", .hostKey),
            ("Permission denied (", .loginRefused),
            ("Too many authentication failures", .loginRefused),
            ("Could not resolve hostname", .unknownHost),
        ]
        if let known = phrases.first(where: { words.contains($0.0) }) { return known.1 }
        // A connection that times out later is a lost one.
        guard words.contains("connect to host") else { return .connectionLost }
        return words.contains("Connection refused") ? .connectionRefused : .unreachable
    }
}
