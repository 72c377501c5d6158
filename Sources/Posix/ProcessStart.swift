import CPosix
import Glibc

/// What is settled about this process before it does anything.
public enum ProcessStart {
    /// Files are for the owner alone, streams are open, and a crash says one sentence and no more.
    ///
    /// To be called before any other thread exists.
    public static func prepare() throws(PosixError) {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        try check(bh_open_missing_streams(), .open, "/dev/null")
        try check(bh_stop_at_once_on_crash(), .sigaction, "crashes")
        try check(bh_leave_no_core(), .prctl, "core files")
        try EndingSignals.block()
    }

    /// Gives the calling thread what a crash needs when the thread's own stack is used up.
    public static func prepareThread() throws(PosixError) {
        try check(bh_give_thread_crash_stack(), .sigaltstack, "crashes")
    }

    /// Hides the rest of an argument from the list of processes.
    public static func blankArgument(_ index: Int, from offset: Int = 0) {
        bh_blank_argument(Int32(clamping: index), Int32(clamping: offset))
    }

    /// Hides a variable's value from the list of processes; this process still reads it.
    public static func hideVariable(_ name: String) throws(PosixError) {
        try check(unsafe bh_hide_variable(name), .setenv, name)
    }

    private static func check(
        _ failure: Int32,
        _ call: SystemCall,
        _ what: String
    ) throws(PosixError) {
        guard failure == 0 else {
            throw PosixError(call, Errno(rawValue: failure), path: what)
        }
    }
}
