import BursarModel

/// What one examination found.
struct Findings {
    let check: String
    let area: DoctorReport.Area
    private(set) var all: [DoctorReport.Finding] = []

    mutating func fine(_ message: Message, at campus: CampusKey? = nil) {
        add(.ok, message, nil, campus)
    }

    mutating func warn(_ message: Message, remedy: Message, at campus: CampusKey? = nil) {
        add(.warning, message, remedy, campus)
    }

    mutating func problem(_ message: Message, remedy: Message, at campus: CampusKey? = nil) {
        add(.problem, message, remedy, campus)
    }

    /// An error that kept it from looking.
    mutating func problem(_ error: any Error, at campus: CampusKey? = nil) {
        let words = ErrorWords(error)
        problem(words.message, remedy: words.remedy, at: campus)
    }

    private mutating func add(
        _ verdict: DoctorReport.Verdict,
        _ message: Message,
        _ remedy: Message?,
        _ campus: CampusKey?
    ) {
        all.append(
            DoctorReport.Finding(
                check: check,
                area: area,
                verdict: verdict,
                campus: campus,
                message: message,
                remedy: remedy
            )
        )
    }
}
