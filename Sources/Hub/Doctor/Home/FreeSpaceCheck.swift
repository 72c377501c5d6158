import BursarModel
import Locations
import Posix

/// Room for an evening.
struct FreeSpaceCheck: Examination {
    static let name = "free-space"
    static let area = DoctorReport.Area.home

    /// A run is refused below the first; an evening of all campuses fits into the second.
    private static let (needed, enough): (UInt64, UInt64) = (64 << 20, 1 << 30)

    let home: Home

    func examine(_ findings: inout Findings) throws {
        let free = try home.folder.freeBytes()
        let megabytes = Int(clamping: free >> 20)
        if free < Self.needed {
            findings.problem(
                "\(megabytes) MiB are free in the home; a run needs 64 and twice what it writes",
                remedy: "make room"
            )
        } else if free < Self.enough {
            findings.warn("\(megabytes) MiB are free in the home", remedy: "make room")
        } else {
            findings.fine("\(megabytes) MiB are free in the home")
        }
    }
}
