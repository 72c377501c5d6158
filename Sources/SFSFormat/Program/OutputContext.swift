public import BursarModel

/// What an output is made under: fixed once, so that the same output can be made again.
public struct OutputContext: Hashable, Sendable {
    /// The business date at the campus.
    public var runDate: CalendarDate
    /// Seconds since midnight at the campus.
    public var runTime: Int
    /// Counts the outputs of a campus and business date, from 1.
    public var runSequence: Int
    /// Counts the outputs of one file of a format on a business date, from 1.
    public var fileSequence: Int
    /// Of the fee's export in a record, of the output's one export in a name, header or trailer.
    public var exportNumber: String?
    /// The name of the export's file.
    public var exportFile: String?
    /// The day at the campus on which Alma wrote the export.
    public var exportDate: CalendarDate?
    public var jobID: String?

    public init(
        runDate: CalendarDate,
        runTime: Int = 0,
        runSequence: Int = 1,
        fileSequence: Int = 1,
        exportNumber: String? = nil,
        exportFile: String? = nil,
        exportDate: CalendarDate? = nil,
        jobID: String? = nil
    ) {
        self.runDate = runDate
        self.runTime = runTime
        self.runSequence = runSequence
        self.fileSequence = fileSequence
        self.exportNumber = exportNumber
        self.exportFile = exportFile
        self.exportDate = exportDate
        self.jobID = jobID
    }
}
