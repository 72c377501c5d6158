internal import BursarModel
internal import Posix

/// One line of `ls -ln` in `sftp`: `-rw-r--r--    ? 1000     1000          277 Nov 22 21:30 name`.
///
/// Links are not counted by the protocol. The time has minutes, or only the day where it lies more
/// than half a year back or ahead: enough to tell whether a file still changes, together with its
/// size. A name with a line break yields a line that is none, and is passed over.
struct SFTPEntry: Hashable, Sendable {
    var isRegular: Bool
    var size: Int64
    var modified: Timestamp
    /// As `sftp` prints it: what is not ASCII stands as `\ooo`.
    var name: String

    init?(line: String, now: FileTime) {
        let fields = SFTPEntry.fields(of: line)
        // Before the size stand owner and group, and a group's name may have blanks.
        let months = fields.indices.dropFirst(4)
            .filter { SFTPEntry.months.contains(String(fields[$0])) && $0 + 3 < fields.count }
        guard let month = months.first, let size = Int64(fields[month - 1]), size >= 0,
            let monthNumber = SFTPEntry.months.firstIndex(of: String(fields[month])),
            let day = Int(fields[month + 1]), fields[0].utf8.count == 10,
            let modified = SFTPEntry.time(
                month: monthNumber + 1,
                day: day,
                rest: fields[month + 2],
                now: now
            )
        else { return nil }
        isRegular = fields[0].hasPrefix("-")
        self.size = size
        self.modified = modified
        // One blank, and then the name with whatever blanks are its own.
        name = String(line[fields[month + 2].endIndex...].dropFirst())
        guard !name.isEmpty else { return nil }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func fields(of line: String) -> [Substring] {
        line.split(separator: " ", maxSplits: 24)
    }

    /// `21:30` of the latest such day that is not ahead, or a year.
    private static func time(
        month: Int,
        day: Int,
        rest: Substring,
        now: FileTime
    ) -> Timestamp? {
        let clock = rest.split(separator: ":")
        guard clock.count == 2 else {
            guard rest.utf8.count == 4, let year = Int(rest) else { return nil }
            return timestamp(year: year, month: month, day: day, minute: 0)
        }
        guard let hour = Int(clock[0]), let minute = Int(clock[1]), (0..<24).contains(hour),
            (0..<60).contains(minute),
            let today = LocalTime(Timestamp(now), offset: 0)?.date
        else { return nil }
        let minutes = hour * 60 + minute
        let thisYear = timestamp(year: today.year, month: month, day: day, minute: minutes)
        if let thisYear, thisYear <= Timestamp(now).adding(seconds: 86_400) { return thisYear }
        return timestamp(year: today.year - 1, month: month, day: day, minute: minutes)
    }

    private static func timestamp(year: Int, month: Int, day: Int, minute: Int) -> Timestamp? {
        guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
        return Timestamp(seconds: Int64(date.daysSince1970) * 86_400 + Int64(minute) * 60)
    }
}
