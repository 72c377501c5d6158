import Glibc

/// The system's groups, by name.
public enum GroupName {
    /// The number of a group; nil where the system knows none of this name.
    public static func number(of name: String) -> UInt32? {
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 1024)
        while true {
            let result = unsafe getgrnam_r(name, &entry, &buffer, buffer.count, &found)
            switch result {
            case 0: return unsafe found == nil ? nil : entry.gr_gid
            case EINTR: continue
            case ERANGE where buffer.count < 1 << 20:  // a group of very many members
                buffer = [CChar](repeating: 0, count: buffer.count * 2)
            default: return nil
            }
        }
    }
}
