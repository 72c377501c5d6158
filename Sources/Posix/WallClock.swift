import Glibc

/// The time of day, as files are dated with.
public enum WallClock {
    public static var now: FileTime { FileTime(readOf: CLOCK_REALTIME) }
}

extension FileTime {
    init(readOf clock: clockid_t) {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "the machine has no such clock")
        self.init(time)
    }
}
