import BursarModel
import PostgreSQL

/// The highest numbers drawn for a business day of a campus; 0 where there are none.
public struct DayCounts: Sendable {
    /// A file of a format: what `file.sequence` counts the outputs of.
    private struct File: Hashable {
        var format: String
        var place: Int
    }

    /// The highest `run.sequence`.
    public private(set) var outputs = 0
    private var files: [File: Int] = [:]

    /// Of a day on which nothing was planned.
    public init() {}

    /// The highest `file.sequence` of a file, by its place in its format.
    public func outputs(ofFile place: Int, of format: String) -> Int {
        files[File(format: format, place: place)] ?? 0
    }

    /// Draws the next numbers for an output of a file.
    public mutating func draw(file place: Int, of format: String) -> DayNumbers {
        outputs += 1
        let file = outputs(ofFile: place, of: format) + 1
        files[File(format: format, place: place)] = file
        return DayNumbers(run: outputs, file: file)
    }
}

extension PostgresConnection {
    /// Void outputs count: no number is drawn twice.
    func dayCounts(of day: CalendarDate, at campus: CampusKey) throws -> DayCounts {
        var counts = DayCounts()
        for row in try query(
            """
            select format, file, max(file_sequence) as last_of_file, max(run_sequence) as last
            from ledger.output
            where campus = \(campus.text) and run_date = \(day.postgres)
            group by format, file
            """
        ) {
            try counts.note(row)
        }
        return counts
    }
}

extension DayCounts {
    fileprivate mutating func note(_ row: PostgresRow) throws {
        outputs = max(outputs, try row.get("last"))
        files[File(format: try row.get("format"), place: try row.get("file"))] =
            try row.get("last_of_file")
    }
}
