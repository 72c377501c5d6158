import BursarModel
import Locations
import Posix

/// Whose the home is, and that it works with this database.
struct HomeMarkCheck: Examination {
    static let name = "home"
    static let area = DoctorReport.Area.home

    let home: Home
    /// Nil where the database could not be asked, or no hub has used it.
    let database: String?

    func examine(_ findings: inout Findings) throws {
        guard let database else {
            return findings.fine("\(Printable(home.path)) has the id \(Printable(home.id))")
        }
        switch try OwnerMark(home: home.id, database: database).found(in: home.folder) {
        case .ours, .marked:
            findings.fine("\(Printable(home.path)) and this database belong together")
        case nil, .notWritable:
            findings.fine("\(Printable(home.path)) has worked with no database yet")
        case .foreign:
            findings.problem(
                "\(Printable(home.path)) keeps its books in another database",
                remedy:
                    "give the right --home and --database; a restored database keeps its identifier"
            )
        case .damaged:
            findings.problem(
                "the home's mark `.bursarhub/owner` is damaged",
                remedy: "restore it from a backup of the home"
            )
        }
    }
}
