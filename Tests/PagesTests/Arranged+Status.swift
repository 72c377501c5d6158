import BursarModel
import Status
import TestSupport
import Testing

extension Arranged {
    /// Thirty days up to Sunday 22 November, with some weekday pattern and what is asked for.
    static func days(
        _ seed: Int64,
        missed: Set<Int> = [],
        held: Set<Int> = []
    ) throws -> [DayFigures] {
        let today = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        return try (0..<30).map { index in
            let day = try #require(today.adding(days: index - 29))
            guard !missed.contains(index) else { return DayFigures(day: day, wasDue: true) }
            let count =
                (seed * 37 + Int64(index) * Int64(index) * 53) % (day.weekday > 5 ? 60 : 170)
            return DayFigures(
                day: day,
                exports: 1,
                read: tally(count, count * 2331),
                written: tally(count, count * 2331),
                heldExports: held.contains(index) ? 1 : 0,
                wasDue: true
            )
        }
    }

    static func status(_ key: String, seed: Int64 = 7) throws -> CampusStatus {
        let today = try books(
            written: tally(14 + seed * 7 % 160, (14 + seed * 7 % 160) * 2331, seed * 417),
            diverted: tally(seed % 5, (seed % 5) * 1275)
        )
        let name = try #require(names[key])
        return CampusStatus(
            campus: try Arranged.key(key),
            name: name,
            timeZone: zone,
            state: .live,
            layoutConfirmed: true,
            health: .ok,
            lastExport: .init(
                file: "\(key.uppercased())BURSAR-2345678901-1795399.xml",
                receivedAt: start.adding(seconds: -60 * (seed % 9)),
                exportNumber: "23456789010001234"
            ),
            nextExportExpectedAt: now.adding(seconds: 82_800),
            lastRun: .init(
                run: "20261122-181002-0001",
                finishedAt: start.adding(seconds: 48),
                outcome: .ok
            ),
            open: .init(heldFees: 0, heldExports: 0, inDoubtOutputs: 0, waitingOutputs: 0),
            today: today,
            month: try books(written: tally(1412, 3_913_044, 14_250), diverted: tally(39, 11_475)),
            fiscalYear: try books(
                written: tally(9412, 23_913_044, 114_250),
                diverted: tally(239, 71_475),
                duplicate: tally(62, 139_000),
                skipped: tally(12, 0)
            ),
            recentOutputs: try recentOutputs(key, today),
            revision: 3,
            profiles: [
                ProfileStatus(
                    code: "\(key.uppercased().prefix(3))BURSAR",
                    schedule: "daily 18:00",
                    location: "inbox/\(key)",
                    format: "\(key)-sf",
                    firstExportAt: start.adding(seconds: -86_400 * 200),
                    lastExportAt: start.adding(seconds: -60 * (seed % 9)),
                    nextExpectedAt: now.adding(seconds: 82_198)
                ),
                ProfileStatus(
                    code: "\(key.uppercased().prefix(3))LAW",
                    schedule: "sunday 18:00",
                    location: "sftp://bursar@files.campus.example:22/exports/law",
                    format: "\(key)-sf",
                    nextExpectedAt: now.adding(seconds: 600_598)
                ),
            ],
            days: try days(seed),
            loadSettings: settings,
            needs: []
        )
    }

    /// The newest first, as the ledger has them.
    private static func recentOutputs(_ key: String, _ books: Books) throws -> [OutputSummary] {
        [
            try output(
                key,
                83,
                "bursar-community-22112026.csv",
                kind: .other,
                records: max(1, books.diverted.count),
                charges: books.diverted.chargeCents
            ),
            try output(
                key,
                82,
                "bursar-converted-CREDITS-22112026.dat",
                records: 2,
                credits: books.written.creditCents
            ),
            try output(
                key,
                81,
                "bursar-converted-DEBITS-22112026.dat",
                records: books.written.count - 2,
                charges: books.written.chargeCents
            ),
            try output(
                key,
                80,
                "bursar-converted-DEBITS-21112026.dat",
                run: "20261121-181001-0001",
                hoursAgo: 25,
                collected: true,
                records: 41,
                charges: 95_571
            ),
        ]
    }

    /// San Marcos with three matters that need a person, and all that a page can show of them.
    static func troubled() throws -> CampusStatus {
        var campus = try status("san-marcos", seed: 18)
        campus.health = .overdue
        campus.layoutConfirmed = false
        campus.open.heldFees = 4
        campus.heldByReason = [
            HeldCount(reason: .noItemType, feeType: "LOCKERKEY", tally: tally(3, 4500)),
            HeldCount(reason: .badDate, feeType: nil, tally: tally(1, 0, 325)),
        ]
        campus.days = try days(18, missed: [9, 10, 28], held: [21])
        campus.profiles[1].overdueSince = now.adding(seconds: -86_400)
        campus.termsEnd = CalendarDate(year: 2027, month: 1, day: 14)
        campus.expectations = [
            Expectation(
                campus: campus.campus,
                exportNumber: "23456789010001234",
                expectedUsers: 71,
                expectedFees: 144,
                users: 70,
                fees: 141,
                verdict: .differs,
                statedBy: "library",
                statedAt: start.adding(seconds: -4000)
            ),
            Expectation(
                campus: campus.campus,
                exportNumber: "23456789010001235",
                expectedUsers: 12,
                expectedFees: 12,
                users: nil,
                fees: nil,
                verdict: .outstanding,
                statedBy: "library",
                statedAt: start.adding(seconds: -4000)
            ),
        ]
        campus.needs =
            [
                "No export came of SANLAW since Saturday 21 November 2026, 18:00. It runs sunday 18:00: "
                    + "look at the job in Alma, then at the S/FTP account."
            ] + campus.heldByReason.map(\.sentence)
        return campus
    }

    static func consortium() throws -> StatusReport {
        var campuses: [CampusStatus] = []
        for (index, key) in names.keys.sorted().enumerated() {
            var campus = try status(key, seed: Int64(index))
            switch key {
            case "fresno":
                campus.health = .overdue
                campus.today = .zero
                campus.lastExport?.receivedAt = start.adding(seconds: -172_900)
                campus.profiles[0].overdueSince = now.adding(seconds: -86_400)
                campus.days = try days(5, missed: [28, 29])
                campus.needs = [
                    "No export since Friday 20 November 2026, 18:04. FRBURSAR runs daily at 18:00: "
                        + "look at the job in Alma, then at the S/FTP account."
                ]
            case "san-marcos":
                campus = try troubled()
                campus.health = .attention
                campus.profiles[1].overdueSince = nil
                campus.needs.removeFirst()
            case "maritime": campus = try blank(key, .retired, .retired)
            case "san-jose": campus = try blank(key, .planned, .planned)
            case "sonoma", "stanislaus":
                campus.state = .trial
                campus.layoutConfirmed = false
            default: break
            }
            campuses.append(campus)
        }
        return StatusReport(asOf: now, isDemo: false, campuses: campuses)
    }

    static func blank(
        _ key: String,
        _ state: CampusState,
        _ health: CampusStatus.Health
    ) throws -> CampusStatus {
        CampusStatus(
            campus: try Arranged.key(key),
            name: try #require(names[key]),
            timeZone: zone,
            state: state,
            layoutConfirmed: false,
            health: health,
            lastExport: nil,
            nextExportExpectedAt: nil,
            lastRun: nil,
            open: .init(heldFees: 0, heldExports: 0, inDoubtOutputs: 0, waitingOutputs: 0),
            today: .zero,
            month: .zero,
            fiscalYear: .zero,
            recentOutputs: [],
            needs: []
        )
    }
}
