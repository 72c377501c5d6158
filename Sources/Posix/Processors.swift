internal import Glibc

/// The machine's processors.
public enum Processors {
    /// How many this process may use now.
    public static var online: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
