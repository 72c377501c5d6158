public import BursarModel
public import Status
import Testing

/// Synthetic statuses, runs and files of a consortium; no figure is a campus's own.
///
/// What reports and pages are made of, piece by piece; the tests of each put their scenes together.
public enum Arranged {
    /// Sunday 22 November 2026, 18:10:02 Pacific.
    public static let start = Timestamp(seconds: 1_795_399_802)
    /// When somebody looks at what the run of `start` left.
    public static let now = start.adding(seconds: 3600)
    public static let zone = "America/Los_Angeles"
    public static let run = "20261122-181002-0001"

    public static func key(_ text: String) throws -> CampusKey { try #require(CampusKey(text)) }

    public static func tally(_ count: Int64, _ charges: Int64, _ credits: Int64 = 0) -> Tally {
        Tally(count: count, chargeCents: charges, creditCents: credits)
    }

    /// Books that balance: what is read is the sum of the buckets.
    public static func books(
        written: Tally = .zero,
        diverted: Tally = .zero,
        held: Tally = .zero,
        duplicate: Tally = .zero,
        skipped: Tally = .zero
    ) throws -> Books {
        var books = Books(
            written: written,
            diverted: diverted,
            held: held,
            duplicate: duplicate,
            skipped: skipped
        )
        for bucket in Bucket.allCases { try books.read.add(books[bucket]) }
        return books
    }

    public static func campus(
        _ key: String,
        _ name: String? = nil,
        state: CampusState = .live,
        confirmed: Bool = true,
        outcome: CampusOutcome = .ok,
        message: String = "",
        remedy: String? = nil,
        books: Books = .zero,
        released: Tally = .zero,
        exports: [ExportSummary] = [],
        outputs: [OutputSummary] = [],
        held: [HeldCount] = []
    ) throws -> CampusSummary {
        CampusSummary(
            campus: try Arranged.key(key),
            name: name ?? names[key] ?? "University of \(key)",
            timeZone: zone,
            state: state,
            layoutConfirmed: confirmed,
            outcome: outcome,
            message: message,
            remedy: remedy,
            books: books,
            released: released,
            exports: exports,
            outputs: outputs,
            heldByReason: held
        )
    }

    public static func run(
        _ campuses: [CampusSummary],
        finished: Bool = true,
        mode: RunMode = .live,
        isDemo: Bool = false,
        balanced: Bool = true
    ) throws -> RunSummary {
        var totals = Books.zero
        for campus in campuses where campus.outcome != .trial { try totals.add(campus.books) }
        return RunSummary(
            run: run,
            startedAt: start,
            finishedAt: finished ? start.adding(seconds: 48) : nil,
            mode: mode,
            isDemo: isDemo,
            campuses: campuses,
            totals: totals,
            balanced: balanced
        )
    }

    public static func export(
        _ key: String,
        minutesBefore minutes: Int64 = 6,
        state: ExportState = .converted,
        reason: String? = nil,
        message: String? = nil,
        read: Tally = .zero
    ) -> ExportSummary {
        ExportSummary(
            file: "\(key.uppercased().filter(\.isLetter))BURSAR-2345678901-1795399.xml",
            sha256: String(repeating: "5e", count: 32),
            exportNumber: "23456789010001234",
            state: state,
            reason: reason,
            message: message,
            read: read,
            receivedAt: start.adding(seconds: -60 * minutes)
        )
    }

    public static func output(
        _ key: String,
        _ number: Int,
        _ name: String,
        kind: OutputKind = .sfs,
        state: OutputState = .published,
        run: String = run,
        hoursAgo: Int64 = 1,
        collected: Bool = false,
        records: Int64,
        fees: Int64? = nil,
        charges: Int64 = 0,
        credits: Int64 = 0,
        settings: [LoadSetting] = settings,
        recovered: Bool = false
    ) throws -> OutputSummary {
        let place = state == .published ? "outbox" : "staging"
        return OutputSummary(
            id: "\(key)-\(number)",
            campus: try Arranged.key(key),
            run: run,
            name: name,
            kind: kind,
            state: state,
            sha256: String(repeating: "c3", count: 32),
            bytes: records * 42,
            records: records,
            fees: fees,
            chargeCents: charges,
            creditCents: credits,
            idHash: "0012345678",
            path: "/srv/bursarhub/\(place)/\(key)/\(name)",
            recovered: recovered,
            publishedAt: state == .published ? now.adding(seconds: -3600 * hoursAgo + 30) : nil,
            collectedAt: collected ? now.adding(seconds: -3600 * hoursAgo + 900) : nil,
            loadSettings: kind == .sfs ? settings : []
        )
    }

    /// A held fee; without a type a held export.
    ///
    /// The number of its id is also the fee's place in its export, unless another `ordinal` is given.
    public static func heldItem(
        _ key: String,
        _ number: Int64,
        _ reason: HoldReason = .noItemType,
        feeType: String? = "LOCKERKEY",
        cents: Int64? = 1500,
        ordinal: Int64? = nil
    ) throws -> HeldItem {
        let ordinal = feeType == nil ? nil : ordinal ?? number
        return HeldItem(
            id: "\(key)-\(ordinal == nil ? "x" : "f")\(number)",
            campus: try Arranged.key(key),
            kind: ordinal == nil ? .export : .fee,
            reason: reason,
            message: reason.meaning.text,
            remedy: reason.remedy.text,
            export: "SMBURSAR-2345678901-1795399.xml",
            ordinal: ordinal,
            line: ordinal.map { $0 * 40 },
            transactionID: ordinal.map { "INST000\(19_145 + $0)" },
            feeType: feeType,
            amountCents: cents,
            since: start.adding(seconds: -200_000)
        )
    }

    public static func labels() throws -> [CampusKey: CampusLabel] {
        var labels: [CampusKey: CampusLabel] = [:]
        for (text, name) in names {
            let campus = try key(text)
            labels[campus] = CampusLabel(campus, name: name, timeZone: zone)
        }
        return labels
    }

    /// As the ledger counts them.
    public static func counts(of items: [HeldItem]) -> [CampusKey: [HeldCount]] {
        Dictionary(grouping: items, by: \.campus).mapValues { items in
            items.map { item in
                HeldCount(
                    reason: item.reason,
                    feeType: item.reason == .noItemType ? item.feeType : nil,
                    tally: item.tally,
                    since: item.since
                )
            }
        }
    }

    public static let settings = [
        LoadSetting(name: "group_type", value: "LIB"),
        LoadSetting(name: "layout", value: "LIBFEES"),
        LoadSetting(name: "origin", value: "LIBRY"),
    ]

    public static let names = [
        "bakersfield": "California State University, Bakersfield",
        "channel-islands": "California State University Channel Islands",
        "chico": "California State University, Chico",
        "dominguez-hills": "California State University, Dominguez Hills",
        "east-bay": "California State University, East Bay",
        "fresno": "California State University, Fresno",
        "fullerton": "California State University, Fullerton",
        "humboldt": "California State Polytechnic University, Humboldt",
        "long-beach": "California State University, Long Beach",
        "los-angeles": "California State University, Los Angeles",
        "maritime": "California State University Maritime Academy",
        "monterey-bay": "California State University, Monterey Bay",
        "northridge": "California State University, Northridge",
        "pomona": "California State Polytechnic University, Pomona",
        "sacramento": "California State University, Sacramento",
        "san-bernardino": "California State University, San Bernardino",
        "san-diego": "San Diego State University",
        "san-francisco": "San Francisco State University",
        "san-jose": "San José State University",
        "san-luis-obispo": "California Polytechnic State University, San Luis Obispo",
        "san-marcos": "California State University San Marcos",
        "sonoma": "Sonoma State University",
        "stanislaus": "California State University, Stanislaus",
    ]
}
