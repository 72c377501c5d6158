import BursarModel
import Status
import TestSupport

extension Arranged {
    static func status(
        _ key: String,
        state: CampusState = .live,
        confirmed: Bool = true,
        health: CampusStatus.Health = .ok,
        open: CampusStatus.OpenWork = .init(
            heldFees: 0,
            heldExports: 0,
            inDoubtOutputs: 0,
            waitingOutputs: 0
        ),
        daysAgo: Int64 = 0,
        outputs: [OutputSummary] = [],
        needs: [String] = []
    ) throws -> CampusStatus {
        let month = try books(written: tally(412, 913_044, 4250), diverted: tally(9, 11_475))
        let isQuiet = health == .never || state == .planned
        return CampusStatus(
            campus: try Arranged.key(key),
            name: names[key] ?? "University of \(key)",
            timeZone: "America/Los_Angeles",
            state: state,
            layoutConfirmed: confirmed,
            health: health,
            lastExport: isQuiet
                ? nil
                : .init(
                    file: "HUMBURSAR-2345678901-1795399.xml",
                    receivedAt: start.adding(seconds: -86_400 * daysAgo - 360),
                    exportNumber: "23456789010001234"
                ),
            nextExportExpectedAt: state == .live ? start.adding(seconds: 86_400 - 602) : nil,
            lastRun: isQuiet
                ? nil : .init(run: "r1", finishedAt: start.adding(seconds: 48), outcome: .ok),
            open: open,
            today: daysAgo == 0 && !isQuiet ? try books(written: tally(62, 126_232, 7727)) : .zero,
            month: isQuiet ? .zero : month,
            fiscalYear: isQuiet ? .zero : month,
            recentOutputs: outputs,
            needs: needs
        )
    }

    private static func overdue(_ key: String) throws -> CampusStatus {
        var campus = try status(
            key,
            health: .overdue,
            daysAgo: 2,
            needs: [
                "No export since Friday 20 November 2026, 18:04. FRBURSAR runs daily at 18:00: "
                    + "look at the job in Alma, then at the S/FTP account."
            ]
        )
        campus.profiles = [
            ProfileStatus(
                code: "FRBURSAR",
                schedule: "daily 18:00",
                location: "inbox/fresno",
                format: "fresno-sf",
                overdueSince: start.adding(seconds: -86_400 - 602)
            )
        ]
        return campus
    }

    static func consortiumStatus(isDemo: Bool = false) throws -> StatusReport {
        let held = CampusStatus.OpenWork(
            heldFees: 3,
            heldExports: 0,
            inDoubtOutputs: 0,
            waitingOutputs: 0
        )
        return StatusReport(
            asOf: now,
            isDemo: isDemo,
            campuses: [
                try status("bakersfield"),
                try overdue("fresno"),
                try status("humboldt"),
                try status("maritime", state: .retired, health: .retired, daysAgo: 400),
                try status("san-jose", state: .planned, confirmed: false, health: .planned),
                try status(
                    "san-marcos",
                    health: .attention,
                    open: held,
                    needs: [
                        "3 fees held, $45.00: LOCKERKEY has no item type."
                    ]
                ),
                try status("sonoma", state: .trial, confirmed: false, health: .ok),
                try status("stanislaus", health: .never),
            ]
        )
    }

    static func heldItems() throws -> [HeldItem] {
        [
            try heldItem("san-marcos", 1, ordinal: 7),
            try heldItem("san-marcos", 2, ordinal: 9),
            try heldItem(
                "san-marcos",
                3,
                .badDate,
                feeType: "OVERDUEFINE",
                cents: -325,
                ordinal: 7
            ),
            try heldItem("humboldt", 3, .notWellFormed, feeType: nil, cents: nil),
        ]
    }

    static func registered() throws -> [RegisteredCampus] {
        [
            RegisteredCampus(
                campus: try key("humboldt"),
                name: names["humboldt"] ?? "",
                timeZone: "America/Los_Angeles",
                state: .live,
                revision: 3,
                layoutConfirmed: true,
                exports: [
                    .init(
                        code: "HUMBURSAR",
                        location: "inbox/humboldt",
                        schedule: "daily 18:00",
                        format: "humboldt-sf"
                    ),
                    .init(
                        code: "HUMLAW",
                        location: "sftp://bursar@files.campus.example:22/exports/law",
                        schedule: "sunday 18:00",
                        format: "humboldt-sf"
                    ),
                ],
                outbox: "outbox/humboldt"
            ),
            RegisteredCampus(
                campus: try key("sonoma"),
                name: names["sonoma"] ?? "",
                timeZone: "America/Los_Angeles",
                state: .trial,
                revision: 1,
                layoutConfirmed: false,
                exports: [
                    .init(
                        code: "SOBURSAR",
                        location: "inbox/sonoma",
                        schedule: "daily 18:00",
                        format: "sonoma-sf"
                    )
                ],
                outbox: "outbox/sonoma"
            ),
        ]
    }
}
