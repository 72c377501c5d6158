import CPosix
import Glibc

/// What a system call says went wrong: Linux's own number.
public struct Errno: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The number that the call before has left in this thread.
    static var current: Errno { Errno(rawValue: errno) }
}

extension Errno {
    public static let permissionDenied = Errno(rawValue: EACCES)
    public static let notPermitted = Errno(rawValue: EPERM)
    public static let noEntry = Errno(rawValue: ENOENT)
    public static let exists = Errno(rawValue: EEXIST)
    public static let readOnly = Errno(rawValue: EROFS)
    public static let noSpace = Errno(rawValue: ENOSPC)
    public static let quotaUsedUp = Errno(rawValue: EDQUOT)
    public static let crossesDevices = Errno(rawValue: EXDEV)
    public static let inputOutput = Errno(rawValue: EIO)
    public static let invalid = Errno(rawValue: EINVAL)
    public static let notImplemented = Errno(rawValue: ENOSYS)
    public static let interrupted = Errno(rawValue: EINTR)
    public static let wouldBlock = Errno(rawValue: EAGAIN)
    public static let link = Errno(rawValue: ELOOP)
    public static let notAFolder = Errno(rawValue: ENOTDIR)
    public static let isAFolder = Errno(rawValue: EISDIR)
    public static let notEmpty = Errno(rawValue: ENOTEMPTY)
    public static let nameTooLong = Errno(rawValue: ENAMETOOLONG)
}

extension Errno: CustomStringConvertible {
    /// The symbol, such as `EACCES`.
    public var symbol: String {
        guard let symbol = unsafe bh_errno_symbol(rawValue) else { return "errno \(rawValue)" }
        return unsafe String(cString: symbol)
    }

    /// Plain words, where glibc's would mislead whoever reads them.
    public var words: String {
        switch self {
        case .permissionDenied: return "permission denied"
        case .noEntry: return "it does not exist"
        case .exists: return "it exists already"
        case .readOnly: return "the file system is read-only"
        case .noSpace: return "the disk is full"
        case .quotaUsedUp: return "the disk quota is used up"
        case .inputOutput: return "the device reports an error"
        case .link: return "it is a link, and links are not followed"
        case .notAFolder: return "it is not a folder, or it is a link, and links are not followed"
        default:
            guard let words = unsafe bh_errno_words(rawValue) else { return "unknown error" }
            let said = unsafe String(cString: words)
            return said.prefix(1).lowercased() + said.dropFirst()
        }
    }

    public var description: String { "\(words) (\(symbol))" }
}

extension Errno {
    // Of connections; a server's refusals are told by the nearest of them.
    public static let connectionRefused = Errno(rawValue: ECONNREFUSED)
    public static let connectionReset = Errno(rawValue: ECONNRESET)
    public static let hostUnreachable = Errno(rawValue: EHOSTUNREACH)
    public static let timedOut = Errno(rawValue: ETIMEDOUT)
    public static let keyRejected = Errno(rawValue: EKEYREJECTED)
    public static let remoteInputOutput = Errno(rawValue: EREMOTEIO)
}
