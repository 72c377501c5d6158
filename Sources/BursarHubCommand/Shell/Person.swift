import Glibc

/// Who runs the command, for the record of a change.
enum Person {
    static var name: String {
        let user = Environment["SUDO_USER"] ?? Environment["USER"] ?? Environment["LOGNAME"]
        return user ?? "uid \(getuid())"
    }
}
