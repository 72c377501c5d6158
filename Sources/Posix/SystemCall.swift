/// The system calls that this module makes, by the names that their manual pages have.
public enum SystemCall: String, Sendable, CaseIterable {
    case open
    case openat
    case read
    case pread
    case write
    case pwrite
    case fsync
    case fdatasync
    case ftruncate
    case fstat
    case fstatat
    case fstatvfs
    case fchmod
    case fchown
    case close
    case readdir
    case mkdirat
    case unlinkat
    case renameat
    case renameat2
    case flock
    case symlinkat
    case sigprocmask
    case sigaction
    case sigaltstack
    case prctl
    case setenv
    case pthreadCreate = "pthread_create"

    /// What was to be done, for a message: `cannot …`.
    var deed: String {
        switch self {
        case .open, .openat: "open"
        case .read, .pread: "read"
        case .write, .pwrite: "write"
        case .fsync, .fdatasync: "bring to disk"
        case .ftruncate: "cut"
        case .fstat, .fstatat: "examine"
        case .fstatvfs: "ask for the free space of"
        case .fchmod: "set the mode of"
        case .fchown: "set the group of"
        case .close: "close"
        case .readdir: "list"
        case .mkdirat: "make the folder"
        case .unlinkat: "remove"
        case .renameat, .renameat2: "rename"
        case .flock: "lock"
        case .symlinkat: "make the link"
        case .sigprocmask: "block"
        case .sigaction, .sigaltstack: "prepare for"
        case .prctl: "forbid"
        case .setenv: "hide"
        case .pthreadCreate: "start a thread for"
        }
    }
}
