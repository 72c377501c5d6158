import BursarModel

/// The matters of one campus in one run.
struct CampusNeeds {
    private let campus: CampusSummary
    private let clock: CampusClock
    private let name: String
    private let runStart: Timestamp

    init(_ campus: CampusSummary, near runStart: Timestamp) {
        self.campus = campus
        self.runStart = runStart
        clock = CampusClock(campus.timeZone)
        name = CampusName.short(of: campus.name, key: campus.campus)
    }

    var imbalance: [Need] {
        guard !campus.books.balance else { return [] }
        return [
            Need(
                .failed,
                campus: campus.campus,
                name: name,
                matter: "the books do not balance",
                facts: "Fees read are not the sum of their buckets.",
                act: "Load nothing of this run; prove the books with "
                    + "`bursarhub verify \(campus.campus)`."
            )
        ]
    }

    /// Every matter of its own kind; the campus's message where nothing more exact is known.
    var all: [Need] {
        switch campus.outcome {
        case .failed: return [message(.failed, "failed")] + exact + terms
        case .configError: return [message(.failed, "the campus file is refused")] + exact + terms
        case .attention:
            return (exact.isEmpty ? [message(.attention, "needs a look")] : exact) + terms
        case .ok, .trial: return exact + terms
        case .nothing: return terms
        case .busy, .paused, .retired: return []
        }
    }

    private var exact: [Need] { inDoubt + held + waiting + unclaimed }

    /// The campus's own message, as the subject itself where it is short.
    private func message(_ severity: Need.Severity, _ what: String) -> Need {
        var message = Printable.escaped(campus.message)
        if message.hasSuffix(".") { message.removeLast() }
        let isShort = !message.isEmpty && message.count <= 80
        return Need(
            severity,
            campus: campus.campus,
            name: name,
            matter: "\(isShort ? message : what)",
            facts: isShort ? "" : message.asSentence,
            act: Printable.escaped(campus.remedy ?? "").asSentence
        )
    }

    private var held: [Need] {
        HeldMatter.of(campus).map { $0.need(of: campus, called: name, clock, near: runStart) }
    }

    private var inDoubt: [Need] {
        campus.outputs.filter { $0.state == .inDoubt }.map { output in
            Need(
                .attention,
                campus: campus.campus,
                name: name,
                matter: "a file is in doubt, \(counted(output.records, "record"))",
                facts: "Nobody knows whether \(Printable.escaped(output.name)) was delivered to "
                    + "\(Printable.escaped(output.path)).",
                act: "Look for it there and in PeopleSoft, then "
                    + "`bursarhub outputs confirm \(Printable.escaped(output.id)) --reason …`; if it "
                    + "was not, `bursarhub outputs reissue \(Printable.escaped(output.id)) "
                    + "--not-in-peoplesoft --reason …` sends its fees."
            )
        }
    }

    private var waiting: [Need] {
        campus.waitingOutputs.map { output in
            Need(
                .attention,
                campus: campus.campus,
                name: name,
                matter: "a file waits, \(counted(output.records, "record"))",
                facts: "An earlier \(Printable.escaped(output.name)) is still at "
                    + "\(Printable.escaped(output.path)).",
                act: "Have it collected; the next run delivers the one that waits."
            )
        }
    }

    /// A warning, which makes nothing of the run less in order.
    private var terms: [Need] {
        guard let end = campus.termsEnd else { return [] }
        return [
            Need(
                .attention,
                campus: campus.campus,
                name: name,
                matter: "the term table's last day is \(CampusClock.day(end))",
                facts: "Fees after that day are held.",
                act: "Add the next terms to `campuses/\(campus.campus).yaml`, then "
                    + "`bursarhub onboard`."
            )
        ]
    }

    /// An XML file in the location that no profile of the campus claims.
    private var unclaimed: [Need] {
        let names = campus.exports.filter {
            $0.state == .ignored && $0.reason == IgnoreReason.namePattern.rawValue
                && $0.file.lowercased().hasSuffix(".xml")
        }.map { Printable.escaped($0.file) }
        guard !names.isEmpty else { return [] }
        let some = listed(Array(names.prefix(3))) + (names.count > 3 ? " and others" : "")
        return [
            Need(
                .attention,
                campus: campus.campus,
                name: name,
                matter: "\(counted(Int64(names.count), "file")) not claimed",
                facts: "\(some): no profile of the campus has this code.",
                act: "Add the code under `exports` in `campuses/\(campus.campus).yaml`, or remove "
                    + "the file from the location."
            )
        ]
    }
}
