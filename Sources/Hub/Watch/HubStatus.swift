public import BursarModel
public import Ledger
import Registry

extension Hub {
    /// The hub's clock now.
    public var now: Timestamp { clock.now }

    /// How the campuses stand, from the database alone; no keys: all of them.
    ///
    /// As many round trips for all campuses as for one.
    public func status(
        of keys: [CampusKey],
        since: CalendarDate?,
        _ ledger: Ledger
    ) throws -> StatusReport {
        let now = clock.now
        let standings = try ledger.standings(
            of: keys,
            since: since,
            hubVersion: HubVersion.text,
            at: now
        )
        let times = try DueTimes(standings, ledger)
        return StatusReport(
            asOf: now,
            isDemo: home.isDemo,
            fiscalYearEnd: standings.map(\.outlook.today).min().flatMap(FiscalYear.endNear),
            campuses: standings.map { standing in
                let watch = ScheduleWatch(standing, times, at: now, isDemo: home.isDemo)
                return CampusStatus(standing, watch)
            }
        )
    }
}

extension CampusStatus {
    init(_ standing: CampusStanding, _ watch: ScheduleWatch) {
        let (campus, outlook) = (standing.campus, standing.outlook)
        let takesPart = campus.state == .live || campus.state == .trial
        let termsEnd =
            takesPart ? TermsWarning.end(outlook.termsEnd, near: outlook.today) : nil
        self.init(
            campus: campus.campus,
            name: campus.name,
            timeZone: campus.timeZone,
            state: campus.state,
            pause: campus.pause,
            layoutConfirmed: campus.layoutConfirmed,
            health: Health(standing, watch),
            lastExport: standing.lastExport,
            nextExportExpectedAt: watch.nextExpected,
            lastRun: standing.lastRun,
            open: standing.open,
            today: standing.today,
            month: standing.month,
            fiscalYear: standing.fiscalYear,
            recentOutputs: standing.recentOutputs,
            revision: campus.revision,
            profiles: watch.profiles,
            days: watch.days,
            loadSettings: outlook.loadSettings,
            termsEnd: termsEnd,
            expectations: outlook.expectations,
            heldByReason: standing.heldByReason,
            needs: CampusStatus.needs(standing, watch, termsEnd: termsEnd)
        )
    }

    /// What needs a person, one sentence each: what it is, then the next act.
    private static func needs(
        _ standing: CampusStanding,
        _ watch: ScheduleWatch,
        termsEnd: CalendarDate?
    ) -> [String] {
        let key = standing.campus.campus
        var needs: [String] = []
        if let last = standing.lastRun, last.outcome == .failed || last.outcome == .configError {
            needs.append(standing.lastMessage)
        }
        needs += watch.overdue.map(\.text)
        for expected in standing.outlook.expectations where expected.verdict == .differs {
            needs.append(expected.difference.text)
        }
        needs += standing.heldByReason.map(\.sentence)
        if let termsEnd {
            let message: Message = """
                the term table's last day is \(termsEnd); fees after that day are held: add the next \
                terms to campuses/\(key).yaml, then `bursarhub onboard`
                """
            needs.append(message.text)
        }
        return needs
    }
}

extension Expectation {
    /// What Alma says, what came, and what to do about the rest.
    var difference: Message {
        let came: Message = users.map { "\($0) users and " } ?? ""
        return """
            export \(Printable(exportNumber)) came with \(came)\(fees ?? 0) fees, and Alma's job \
            report says \(expectedUsers) users and \(expectedFees) fees; compare the files in Alma with \
            those that came, then say what is right: `bursarhub expect \(campus) --export \
            \(Printable(exportNumber)) …`
            """
    }
}

extension CampusStatus.Health {
    init(_ standing: CampusStanding, _ watch: ScheduleWatch) {
        let differs = standing.outlook.expectations.contains { $0.verdict == .differs }
        switch standing.campus.state {
        case .paused: self = .paused
        case .planned: self = .planned
        case .retired: self = .retired
        case .trial, .live:
            switch standing.lastRun?.outcome {
            case .failed?, .configError?: self = .failed
            default:
                if watch.isOverdue {
                    self = .overdue
                } else if !standing.open.isNothing || differs {
                    self = .attention
                } else {
                    self = standing.lastRun == nil ? .never : .ok
                }
            }
        }
    }
}
