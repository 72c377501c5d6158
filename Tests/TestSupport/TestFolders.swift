import Glibc
import Posix

/// Where tests put what they make.
///
/// In memory where there is room for it: a database is hundreds of small files, and a hub's home is
/// dozens; to make and sync them on a disk costs more than most tests do with them.
public enum TestFolders {
    /// Below it all folders of tests lie; short, for the sockets in them.
    public static let parent = isMemoryFit ? memory : disk

    /// A folder on another file system than `parent`'s, where no rename leads; nil without one.
    public static let otherParent: String? = {
        let other = isMemoryFit ? disk : memory
        do {
            return try device(of: other) == device(of: parent) ? nil : other
        } catch {
            return nil  // as where there is no memory that looks like a folder
        }
    }()

    private static let memory = "/dev/shm"
    private static let disk = "/tmp"
    /// `ST_NOEXEC` of statvfs(3), which Glibc does not show to Swift.
    private static let noExecution: UInt = 8

    /// Tests run scripts that they wrote, which a mount may forbid.
    private static let isMemoryFit: Bool = {
        var room = statvfs()
        guard unsafe statvfs(memory, &room) == 0, room.f_flag & noExecution == 0 else {
            return false
        }
        let free = room.f_bavail.multipliedReportingOverflow(by: room.f_frsize)
        return free.overflow || free.partialValue >= 3 << 30
    }()

    private static func device(of folder: String) throws -> UInt64 {
        try Folder.open(folder).status().device
    }

    /// Makes a folder that only we may enter, with a name that nobody else has.
    static func make(_ prefix: String) throws -> String {
        var template = Array("\(parent)/\(prefix)-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw PosixError(.mkdirat, Errno(rawValue: errno), path: parent)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
