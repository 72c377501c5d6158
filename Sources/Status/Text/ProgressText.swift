public import BursarModel

/// What a run shows on a terminal while it goes on.
public enum ProgressText {
    /// One worker, and what it is about.
    public struct Worker: Sendable, Hashable {
        public var campus: CampusKey
        /// One word: `reading`.
        public var deed: String
        public var fees: Int64

        public init(campus: CampusKey, deed: String, fees: Int64) {
            self.campus = campus
            self.deed = deed
            self.fees = fees
        }
    }

    /// How many campuses are done, and a line for each worker, cut to the window.
    public static func lines(
        done: Int,
        of campuses: Int,
        fees: Int64,
        workers: [Worker],
        rows: Int,
        columns: Int
    ) -> [String] {
        let all = workers.reduce(fees) { $0.addingClamped($1.fees) }
        let head =
            "\(Figures.count(Int64(done))) of \(counted(Int64(campuses), "campus", "campuses")) done · "
            + "\(counted(all, "fee")) read"
        let shown = workers.prefix(max(0, rows - 2))
        let name = shown.map { $0.campus.text.count }.max() ?? 0
        let deed = shown.map(\.deed.count).max() ?? 0
        let count = shown.map { Figures.count($0.fees).count }.max() ?? 0
        let lines = shown.map { worker in
            let fees = Figures.count(worker.fees)
            let blank = String(repeating: " ", count: count - fees.count)
            return "  \(worker.campus.text.padded(to: name))  \(worker.deed.padded(to: deed))  "
                + blank + counted(worker.fees, "fee")
        }
        return ([head] + lines).map { TextWidth.cut($0, to: max(1, columns - 1)) }
    }

    /// What is said of a campus that is done, where each has a line of its own.
    public static func line(of campus: CampusSummary) -> String {
        let standing = campus.standing
        return "\(campus.campus): \(standing.shape) \(standing.word), "
            + "\(counted(campus.books.read.count, "fee")) read, "
            + "\(Figures.count(campus.books.written.count)) sent to SFS"
    }
}
