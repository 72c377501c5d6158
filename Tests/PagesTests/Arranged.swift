import BursarModel
import Status
import Testing

@testable import Pages

/// Synthetic statuses, runs and files of a consortium; no figure is a campus's own.
enum Arranged {
    /// Sunday 22 November 2026, 18:10:02 Pacific.
    static let start = Timestamp(seconds: 1_795_399_802)
    static let now = start.adding(seconds: 3600)
    static let zone = "America/Los_Angeles"

    static func key(_ text: String) throws -> CampusKey { try #require(CampusKey(text)) }

    static func tally(_ count: Int64, _ charges: Int64, _ credits: Int64 = 0) -> Tally {
        Tally(count: count, chargeCents: charges, creditCents: credits)
    }

    static func books(
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

    static func frame(
        _ path: String,
        campus: String? = nil,
        canTrace: Bool = false,
        canChoose: Bool = false,
        isDemo: Bool = false
    ) throws -> PageFrame {
        var labels: [CampusKey: CampusLabel] = [:]
        for (text, name) in names {
            let campus = try key(text)
            labels[campus] = CampusLabel(campus, name: name, timeZone: zone)
        }
        return PageFrame(
            viewer: try campus.map { .campus(try key($0)) } ?? .consortium,
            asOf: now,
            isDemo: isDemo,
            path: path,
            canTrace: canTrace,
            canLogOut: true,
            canChoose: canChoose,
            labels: labels
        )
    }

    static let settings = [
        LoadSetting(name: "group_type", value: "LIB"),
        LoadSetting(name: "layout", value: "LIBFEES"),
        LoadSetting(name: "origin", value: "LIBRY"),
    ]

    static func output(
        _ key: String,
        _ number: Int,
        _ name: String,
        kind: OutputKind = .sfs,
        state: OutputState = .published,
        run: String = "20261122-181002-0001",
        hoursAgo: Int64 = 1,
        collected: Bool = false,
        records: Int64,
        fees: Int64? = nil,
        charges: Int64 = 0,
        credits: Int64 = 0
    ) throws -> OutputSummary {
        OutputSummary(
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
            path: "/srv/bursarhub/outbox/\(key)/\(name)",
            recovered: false,
            publishedAt: state == .published ? now.adding(seconds: -3600 * hoursAgo + 30) : nil,
            collectedAt: collected ? now.adding(seconds: -3600 * hoursAgo + 900) : nil,
            loadSettings: kind == .sfs ? settings : []
        )
    }

    static func heldItem(
        _ key: String,
        _ number: Int64,
        _ reason: HoldReason = .noItemType,
        feeType: String? = "LOCKERKEY",
        cents: Int64? = 1500
    ) throws -> HeldItem {
        let isFee = feeType != nil
        return HeldItem(
            id: "\(key)-\(isFee ? "f" : "x")\(number)",
            campus: try Arranged.key(key),
            kind: isFee ? .fee : .export,
            reason: reason,
            message: reason.meaning.text,
            remedy: reason.remedy.text,
            export: "SMBURSAR-2345678901-1795399.xml",
            ordinal: isFee ? number : nil,
            line: isFee ? number * 40 : nil,
            transactionID: isFee ? "INST000\(19_145 + number)" : nil,
            feeType: feeType,
            amountCents: cents,
            since: start.adding(seconds: -200_000)
        )
    }

    static func heldItems() throws -> [HeldItem] {
        [
            try heldItem("san-marcos", 7), try heldItem("san-marcos", 9),
            try heldItem("san-marcos", 12),
            try heldItem("san-marcos", 15, .badDate, feeType: "OVERDUEFINE", cents: -325),
            try heldItem("humboldt", 3, .notWellFormed, feeType: nil, cents: nil),
        ]
    }

    /// As the ledger counts them.
    static func counts(of items: [HeldItem]) -> [CampusKey: [HeldCount]] {
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

    static let names = [
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
