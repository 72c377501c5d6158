import BursarModel
import Status
import TestSupport
import Testing

extension Arranged {
    /// A campus's part in a run, with one export where anything was read.
    static func part(
        _ key: String,
        _ name: String? = nil,
        state: CampusState = .live,
        confirmed: Bool = true,
        outcome: CampusOutcome = .ok,
        message: String = "",
        remedy: String? = nil,
        books: Books = .zero,
        outputs: [OutputSummary] = [],
        held: [HeldCount] = []
    ) throws -> CampusSummary {
        try campus(
            key,
            name,
            state: state,
            confirmed: confirmed,
            outcome: outcome,
            message: message,
            remedy: remedy,
            books: books,
            exports: books.read.isZero ? [] : [export(key, read: books.read)],
            outputs: outputs,
            held: held
        )
    }

    /// An evening with whatever an evening can bring.
    static func evening(isDemo: Bool = false) throws -> RunSummary {
        let held = [HeldCount(reason: .noItemType, feeType: "LOCKERKEY", tally: tally(3, 4500))]
        return try run(
            [
                try part(
                    "fresno",
                    outcome: .attention,
                    message: "no export since Friday 20 November, 18:04, though FRBURSAR runs "
                        + "daily at 18:00",
                    remedy: "look at the job in Alma, then at the S/FTP account"
                ),
                try part(
                    "pomona",
                    outcome: .failed,
                    message: "no space is left in the outbox /srv/bursarhub/outbox/pomona",
                    remedy: "make room there; the next run delivers what is staged",
                    books: try books(written: tally(49, 187_278)),
                    outputs: [
                        try output(
                            "pomona",
                            81,
                            "LIBFINES.dat",
                            state: .staged,
                            records: 49,
                            charges: 187_278
                        )
                    ]
                ),
                try part(
                    "san-marcos",
                    outcome: .attention,
                    books: try books(written: tally(141, 306_576, 176), held: tally(3, 4500)),
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
                    held: held
                ),
                try part(
                    "humboldt",
                    books: try books(
                        written: tally(62, 126_232, 7727),
                        diverted: tally(4, 5100),
                        skipped: tally(1, 0)
                    ),
                    outputs: [
                        try output(
                            "humboldt",
                            71,
                            "bursar-converted-DEBITS-22112026.dat",
                            records: 60,
                            charges: 126_232
                        ),
                        try output(
                            "humboldt",
                            72,
                            "bursar-converted-CREDITS-22112026.dat",
                            records: 2,
                            credits: 7727
                        ),
                        try output(
                            "humboldt",
                            73,
                            "bursar-community-22112026.csv",
                            kind: .other,
                            records: 4,
                            charges: 5100
                        ),
                    ]
                ),
                try part(
                    "sonoma",
                    state: .trial,
                    confirmed: false,
                    outcome: .trial,
                    books: try books(written: tally(12, 21_000), held: tally(2, 3500)),
                    outputs: [
                        try output(
                            "sonoma",
                            1,
                            "libfees.dat",
                            state: .planned,
                            records: 12,
                            charges: 21_000
                        )
                    ],
                    held: held
                ),
                try part("maritime", state: .retired, outcome: .retired),
                try part("san-diego", outcome: .nothing),
            ],
            isDemo: isDemo
        )
    }

    static func runs() throws -> [RunEntry] {
        let totals = try books(
            written: tally(2139, 5_731_044, 120_400),
            diverted: tally(69, 191_120)
        )
        return (0..<6).map { index -> RunEntry in
            let begun = start.adding(seconds: Int64(-86_400 * index))
            return RunEntry(
                run: "202611\(22 - index)-181002-0001",
                mode: index == 3 ? .reportOnly : .live,
                startedAt: begun,
                finishedAt: index == 4 ? nil : begun.adding(seconds: 48),
                campuses: 21,
                troubled: index == 0 ? 2 : 0,
                totals: index == 2 ? .zero : totals
            )
        }
    }
}
