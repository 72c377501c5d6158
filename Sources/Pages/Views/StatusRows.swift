import BursarModel
import Status

/// The campuses of a status, as the rows of the overview.
struct StatusRows {
    /// Live ones, the troubled first, then by name.
    var counted: [CampusStatus] = []
    /// Their figures are in no total.
    var onTrial: [CampusStatus] = []
    /// Planned, paused or retired.
    var resting: [CampusStatus] = []

    private let isDemo: Bool
    private let asOf: Timestamp

    init(_ report: StatusReport) {
        isDemo = report.isDemo
        asOf = report.asOf
        for campus in report.campuses {
            switch campus.state {
            case .live: counted.append(campus)
            case .trial where report.isDemo: counted.append(campus)
            case .trial: onTrial.append(campus)
            case .planned, .paused, .retired: resting.append(campus)
            }
        }
        let isDemo = isDemo
        func sort(_ campuses: inout [CampusStatus]) {
            campuses.sort {
                ($0.standing(inDemo: isDemo).rank, $0.campus)
                    < ($1.standing(inDemo: isDemo).rank, $1.campus)
            }
        }
        sort(&counted)
        sort(&onTrial)
        sort(&resting)
    }

    /// What those that count brought today.
    var today: Books { sum(\.today) }

    private func sum(_ books: KeyPath<CampusStatus, Books>) -> Books {
        counted.reduce(into: Books.zero) { sum, campus in
            sum.read = sum.read.addingClamped(campus[keyPath: books].read)
            for bucket in Bucket.allCases {
                sum[bucket] = sum[bucket].addingClamped(campus[keyPath: books][bucket])
            }
        }
    }

    var groups: [Fields] {
        [
            group(nil, counted),
            group("On trial: converted and shown, never sent, in no total", onTrial),
            group("Taking no part", resting),
        ].compactMap(\.self)
    }

    private func group(_ title: String?, _ campuses: [CampusStatus]) -> Fields? {
        guard !campuses.isEmpty else { return nil }
        return [
            "groupTitle": .text(title), "rows": .list(campuses.map(row)),
            "totalRow": title == nil ? .one(total) : .nothing,
        ]
    }

    private var total: Fields {
        [
            "totalCampuses": .text(Status.counted(Int64(counted.count), "campus", "campuses")),
            "figures": .list(figures(today: today, month: sum(\.month))),
            "spark": Sparkline(.sum(of: counted.map(\.days))).fields,
        ]
    }

    private func row(_ campus: CampusStatus) -> Fields {
        let clock = CampusClock(campus.timeZone)
        let standing = campus.standing(inDemo: isDemo)
        return
            ([
                "rowID": .text("campus-\(campus.campus)"),
                "rowName": .text(CampusName.short(of: campus.name, key: campus.campus)),
                "rowTarget": .text(Links.campus(campus.campus)),
                "isUnconfirmed": .flag(!campus.layoutConfirmed),
                "rowNote": .text(note(on: campus, clock)),
                "came": .text(
                    campus.lastExport.map { clock.relative($0.receivedAt, to: asOf) } ?? ""
                ),
                "figures": .list(
                    figures(today: campus.today, month: campus.month, at: campus.campus)
                ),
                "spark": Sparkline(campus.days).fields,
            ] as Fields).with(standing.fields)
    }

    /// What was sent, with the way to what a count is made of where it is one campus's.
    ///
    /// A day or a month of which nothing was read has no zeros to be read as figures.
    private func figures(
        today: Books,
        month: Books,
        at campus: CampusKey? = nil
    ) -> [Fields] {
        let loads = campus.map(Links.campus)
        let outputs = campus.map { Links.outputs(of: $0) }
        return [
            count(today, loads), charges(today, "money"),
            count(month, outputs), charges(month, "minor later"),
        ]
    }

    private func count(_ books: Books, _ target: String?) -> Fields {
        guard !books.read.isZero else { return Self.cell("", "minor") }
        let sent = books.written.count
        return Self.cell(Figures.count(sent), "minor", sent == 0 ? nil : target)
    }

    private func charges(_ books: Books, _ kind: String) -> Fields {
        Self.cell(books.read.isZero ? "" : Figures.dollars(books.written.chargeCents), kind)
    }

    private static func cell(_ number: String, _ kind: String, _ target: String? = nil) -> Fields {
        ["number": .text(number), "kind": .text(kind), "target": .text(target)]
    }

    /// What the state alone does not say.
    private func note(on campus: CampusStatus, _ clock: CampusClock) -> String? {
        if let pause = campus.pause { return pause.words(by: clock, near: asOf) }
        if let since = campus.profiles.compactMap(\.overdueSince).min() {
            return "expected \(clock.brief(since, near: asOf))"
        }
        guard let matter = HeldMatter.of(campus.heldByReason).first else { return nil }
        var fact = matter.fact
        if fact.hasSuffix(".") { fact.removeLast() }
        return fact
    }
}
