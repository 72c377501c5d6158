public import BursarModel
internal import Posix

/// Why something could not be done on an SFTP server.
///
/// Told in our words: what `sftp` and the server say may quote anything.
public struct SFTPError: Error, Hashable, Sendable {
    public enum Reason: String, Sendable, CaseIterable {
        /// The server is not the one whose key is pinned; nothing was sent to it.
        case hostKey
        /// It does not take our key.
        case loginRefused
        case unknownHost
        case connectionRefused
        case unreachable
        case connectionLost
        case deadlineExceeded
        /// The folder of the address is not there, or cannot be entered.
        case noFolder
        case missing
        case forbidden
        /// The server said no, and not why.
        case refused
        /// What it sent is not what it listed.
        case wrongSize
        case unfitName
        /// The file of the private key is not there, or is open to others.
        case keyFile
        /// `sftp` is not installed, or could not be started.
        case notStarted
    }

    public let address: SFTPAddress
    public let reason: Reason

    public init(_ address: SFTPAddress, _ reason: Reason) {
        self.address = address
        self.reason = reason
    }
}

extension SFTPError: Reportable, CustomStringConvertible {
    public var reported: String { "\(address.reported): \(words)" }
    public var description: String { reported }

    /// The next act.
    public var remedy: Message {
        switch reason {
        case .hostKey:
            "ask who runs the server whether its key changed; if so, put what ssh-keyscan prints into host_key; the next run goes on"
        case .loginRefused: "let the public key be registered at the server; the next run goes on"
        case .unknownHost: "correct the address in the campus file, or the name service"
        case .connectionRefused, .unreachable, .connectionLost, .deadlineExceeded:
            "see whether the server runs and can be reached from here; the next run goes on"
        case .noFolder, .missing: "let the folder be made at the server, or correct the address"
        case .forbidden, .refused:
            "let the hub's account list, write, rename and remove files there"
        case .wrongSize: "see whether the server has room left; the next run tries again"
        case .unfitName: "use a path without control characters, quotes and backslashes"
        case .keyFile: "put the file that `key` names in place, and `chmod 600` it"
        case .notStarted: "install openssh-client"
        }
    }

    private var words: String {
        switch reason {
        case .hostKey: "the server's key is not the pinned host_key; nothing was sent"
        case .loginRefused: "the server refuses the login; is the public key registered there?"
        case .unknownHost: "the host's name is not known"
        case .connectionRefused: "nothing listens at that port"
        case .unreachable: "the host cannot be reached"
        case .connectionLost: "the connection was lost"
        case .deadlineExceeded: "it took too long and was given up"
        case .noFolder: "the folder is not there, or may not be entered"
        case .missing: "the file or folder is not there"
        case .forbidden: "the server denies the permission"
        case .refused: "the server refuses, without saying why"
        case .wrongSize: "the file there has another size than was sent"
        case .unfitName: "a name has characters that cannot be sent"
        case .keyFile: "the key file is missing, or others than the hub's account can read it"
        case .notStarted: "sftp could not be started; is openssh-client installed?"
        }
    }
}

extension SFTPError.Reason {
    /// The nearest of Linux's own numbers, for verdicts that carry one.
    var errno: Errno {
        switch self {
        case .hostKey: .keyRejected
        case .loginRefused, .forbidden: .permissionDenied
        case .unknownHost, .unreachable: .hostUnreachable
        case .connectionRefused: .connectionRefused
        case .connectionLost: .connectionReset
        case .deadlineExceeded: .timedOut
        case .noFolder, .missing, .keyFile, .notStarted: .noEntry
        case .refused, .wrongSize: .remoteInputOutput
        case .unfitName: .invalid
        }
    }
}
