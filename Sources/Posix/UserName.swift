import Glibc

/// The system's accounts, by number.
public enum UserName {
    /// The account that runs this process, as the system knows it: no variable can claim another.
    public static var ownNumber: UInt32 { getuid() }

    /// The name of an account; nil where the system knows none of this number.
    public static func name(of number: UInt32) -> String? {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 1024)
        while true {
            let result = unsafe getpwuid_r(number, &entry, &buffer, buffer.count, &found)
            switch result {
            case 0:
                guard unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
                return unsafe String(cString: name)
            case EINTR: continue
            case ERANGE where buffer.count < 1 << 20:
                buffer = [CChar](repeating: 0, count: buffer.count * 2)
            default: return nil
            }
        }
    }
}
