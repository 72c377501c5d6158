/// The numbers of an output on its business day, each from 1.
public struct DayNumbers: Hashable, Sendable {
    /// Among all outputs of the campus: `run.sequence`.
    public var run: Int
    /// Among those of the same file of the same format: `file.sequence`.
    public var file: Int

    public init(run: Int, file: Int) {
        self.run = run
        self.file = file
    }
}
