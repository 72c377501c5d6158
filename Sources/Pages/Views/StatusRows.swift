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
    var today: Books {
        counted.reduce(into: Books.zero) { sum, campus in
            sum.read = sum.read.addingClamped(campus.today.read)
            for bucket in Bucket.allCases {
                sum[bucket] = sum[bucket].addingClamped(campus.today[bucket])
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
        figures(today).with([
            "totalCampuses": .text(Status.counted(Int64(counted.count), "campus", "campuses")),
            "spark": Sparkline(.sum(of: counted.map(\.days))).fields,
        ])
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
                "spark": Sparkline(campus.days).fields,
            ] as Fields).with(standing.fields).with(figures(campus.today))
    }

    private func figures(_ books: Books) -> Fields {
        let isNothing = books.read.isZero
        return [
            "isNothing": .flag(isNothing),
            "read": .text(Figures.count(books.read.count)),
            "charges": .text(Figures.dollars(books.written.chargeCents)),
            "credits": .text(Figures.dollars(books.written.creditCents)),
            "noCredits": .flag(books.written.creditCents == 0),
        ]
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
