import BursarModel

/// Whether home and database are of the same day.
struct HighWaterCheck: Examination {
    static let name = "high-water"
    static let area = DoctorReport.Area.books

    let age: DatabaseAge

    func examine(_ findings: inout Findings) throws {
        let differences = try age.differences()
        for difference in differences {
            if difference.isDatabaseBehind {
                findings.problem(
                    difference.message,
                    remedy: difference.remedy,
                    at: difference.campus
                )
            } else {
                findings.warn(difference.message, remedy: difference.remedy, at: difference.campus)
            }
        }
        if differences.isEmpty {
            findings.fine("the database knows of every output that the home has published")
        }
    }
}
