public import BursarModel
public import Ledger
import Registry

extension Hub {
    /// The hub's clock now.
    public var now: Timestamp { clock.now }

    /// How the campuses stand, from the database alone; no keys: all of them.
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
        return StatusReport(
            asOf: now,
            isDemo: home.isDemo,
            campuses: try standings.map { standing in
                let watch = try ScheduleWatch(standing, ledger, at: now, isDemo: home.isDemo)
                return CampusStatus(standing, watch, isDemo: home.isDemo)
            }
        )
    }
}

extension CampusStatus {
    init(_ standing: CampusStanding, _ watch: ScheduleWatch, isDemo: Bool) {
        let campus = standing.campus
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
            needs: CampusStatus.needs(standing, watch)
        )
    }

    private static func needs(_ standing: CampusStanding, _ watch: ScheduleWatch) -> [String] {
        var needs: [String] = []
        if let last = standing.lastRun, last.outcome == .failed || last.outcome == .configError {
            needs.append(standing.lastMessage)
        }
        if watch.isOverdue {
            needs.append(
                "no export came when it was due; look at the job in Alma, then at the S/FTP account"
            )
        }
        for held in standing.heldByReason {
            let type = held.feeType.map { " (\(Printable.escaped($0)))" } ?? ""
            needs.append(
                "\(held.tally.count) held\(type): \(held.reason.meaning.text); \(held.reason.remedy.text)"
            )
        }
        return needs
    }
}

extension CampusStatus.Health {
    init(_ standing: CampusStanding, _ watch: ScheduleWatch) {
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
                } else if !standing.open.isNothing {
                    self = .attention
                } else {
                    self = standing.lastRun == nil ? .never : .ok
                }
            }
        }
    }
}
