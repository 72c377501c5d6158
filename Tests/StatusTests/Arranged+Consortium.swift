import BursarModel
import TestSupport

extension Arranged {
    /// An evening of 23 campuses with whatever an evening can bring.
    static func consortium(
        isDemo: Bool = false,
        mode: RunMode = .live
    ) throws -> RunSummary {
        var campuses: [CampusSummary] = []
        for (index, key) in names.keys.sorted().enumerated() {
            campuses.append(try consortiumCampus(key, Int64(index)))
        }
        return try run(campuses, mode: mode, isDemo: isDemo)
    }

    /// Names that differ only in their order of magnitude from real evenings.
    private static func consortiumCampus(_ key: String, _ index: Int64) throws -> CampusSummary {
        let count = 14 + (index * 37) % 160
        let charges = count * 2331 + index * 417
        let credits = (index * 5417) % 26_000
        switch key {
        case "fresno":
            return try campus(
                key,
                outcome: .attention,
                message: "no export since Friday 20 November, 18:04, though FRBURSAR runs daily "
                    + "at 18:00",
                remedy: "look at the job in Alma, then at the S/FTP account"
            )
        case "pomona":
            return try campus(
                key,
                outcome: .failed,
                message: "no space is left in the outbox /srv/bursarhub/outbox/pomona",
                remedy: "make room there; the next run delivers what is staged",
                books: try books(written: tally(49, 187_278)),
                exports: [export(key, read: tally(49, 187_278))],
                outputs: [
                    try output(
                        key,
                        81,
                        "LIBFINES.dat",
                        state: .staged,
                        records: 49,
                        charges: 187_278
                    )
                ]
            )
        case "san-marcos": return try sanMarcos()
        case "sonoma", "stanislaus":
            return try campus(
                key,
                state: .trial,
                confirmed: false,
                outcome: .trial,
                books: try books(written: tally(count, charges), held: tally(2, 3500)),
                exports: [export(key)],
                outputs: [
                    try output(
                        key,
                        1,
                        "libfees.dat",
                        state: .planned,
                        records: count,
                        charges: charges
                    )
                ],
                held: [HeldCount(reason: .noItemType, feeType: "LOCKERKEY", tally: tally(2, 3500))]
            )
        case "maritime": return try campus(key, state: .retired, outcome: .retired)
        case "san-diego": return try campus(key, outcome: .nothing)
        case "sacramento":
            return try campus(
                key,
                books: try books(duplicate: tally(62, 139_000)),
                exports: [
                    export(
                        key,
                        state: .duplicate,
                        reason: "duplicate_file",
                        read: tally(62, 139_000)
                    ),
                    export(key, minutesBefore: 1, state: .settling),
                ]
            )
        default:
            let written = tally(count, charges, credits)
            let diverted = tally(index % 5, (index % 5) * 1275)
            let skipped = index == 4 ? tally(3, 0) : .zero
            return try campus(
                key,
                books: try books(written: written, diverted: diverted, skipped: skipped),
                released: index == 7 ? tally(2, 4000) : .zero,
                exports: [export(key, minutesBefore: index % 9)],
                outputs: try outputs(of: key, Int(index), written, diverted)
            )
        }
    }

    private static func outputs(
        of key: String,
        _ number: Int,
        _ written: Tally,
        _ diverted: Tally
    ) throws -> [OutputSummary] {
        let credited = written.creditCents > 0 ? 1 + written.count / 20 : 0
        var outputs = [
            try output(
                key,
                10 * number,
                "bursar-converted-DEBITS-22112026.dat",
                records: written.count - credited,
                charges: written.chargeCents
            )
        ]
        if credited > 0 {
            outputs.append(
                try output(
                    key,
                    10 * number + 1,
                    "bursar-converted-CREDITS-22112026.dat",
                    records: credited,
                    credits: written.creditCents
                )
            )
        }
        if diverted.count > 0 {
            outputs.append(
                try output(
                    key,
                    10 * number + 2,
                    "bursar-community-22112026.csv",
                    kind: .other,
                    records: diverted.count,
                    charges: diverted.chargeCents
                )
            )
        }
        return outputs
    }

    /// Three fees without an item type, among many that went out.
    static func sanMarcos() throws -> CampusSummary {
        try campus(
            "san-marcos",
            outcome: .attention,
            message: "3 fees are held",
            books: try books(written: tally(141, 306_576, 176), held: tally(3, 4500)),
            exports: [export("san-marcos", read: tally(144, 311_076, 176))],
            outputs: [
                try output(
                    "san-marcos",
                    300,
                    "libfines.dat",
                    records: 141,
                    charges: 306_576,
                    credits: 176
                )
            ],
            held: [HeldCount(reason: .noItemType, feeType: "LOCKERKEY", tally: tally(3, 4500))]
        )
    }
}
