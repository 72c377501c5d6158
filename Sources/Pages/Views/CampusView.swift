import BursarModel
import Status

/// The parts of a campus's page that are its alone.
struct CampusView {
    let status: CampusStatus
    let name: String
    let clock: CampusClock
    let frame: PageFrame

    init(_ status: CampusStatus, name: String, clock: CampusClock, frame: PageFrame) {
        self.status = status
        self.name = name
        self.clock = clock
        self.frame = frame
    }

    /// The outputs of the newest run that made any, which are those to load.
    private var newest: [OutputSummary] {
        guard let run = status.recentOutputs.first?.run else { return [] }
        return status.recentOutputs.filter { $0.run == run }
    }

    var earlier: [OutputSummary] {
        let shown = Set(newest.filter { $0.kind == .sfs }.map(\.id))
        return status.recentOutputs.filter { !shown.contains($0.id) }
    }

    var loads: Fields.Value {
        // In the order in which they were made, as on the run's page: charges before credits.
        let outputs = [OutputSummary](newest.filter { $0.kind == .sfs }.reversed())
        guard !outputs.isEmpty else { return .nothing }
        return .one(
            LoadsPart.fields(
                id: "loads",
                title: "To load into PeopleSoft",
                [OutputGroup(status.campus, called: name, outputs)],
                isLarge: true,
                namesCampus: false,
                target: { Links.output($0.id) }
            )
        )
    }

    /// Whether anything ever came: a page of zeros says less than none.
    var hasFigures: Bool {
        [status.today, status.month, status.fiscalYear].contains { !$0.read.isZero }
    }

    var numbers: Fields.Value {
        guard hasFigures else { return .nothing }
        let today = clock.local(frame.asOf)?.date
        let targets: [Bucket: String] = [
            .written: Links.outputs(of: status.campus), .diverted: Links.outputs(of: status.campus),
            .held: Links.held(at: status.campus), .duplicate: frame.path(to: "/runs"),
        ]
        guard status.today.read.isZero, !status.month.read.isZero, let today else {
            return NumbersPart.fields(
                status.today,
                of: today.map { "Today, \(CampusClock.day($0))" } ?? "Today",
                read: "#arrivals",
                targets: targets
            )
        }
        return NumbersPart.fields(
            status.month,
            of: "This month, \(CampusClock.months[today.month - 1]) \(today.year)",
            read: "#arrivals",
            targets: targets
        )
    }

    /// Today, the month and the fiscal year beside each other.
    var periods: Fields.Value {
        let books = [status.today, status.month, status.fiscalYear]
        func counts(_ name: String, _ tally: (Books) -> Tally) -> Fields {
            [
                "period": .text(name), "isSum": .flag(false),
                "cells": .list(
                    books.map { ["cell": .text(Figures.count(tally($0).count))] }
                ),
            ]
        }
        func sums(_ name: String, _ cents: (Books) -> Int64) -> Fields {
            [
                "period": .text(name), "isSum": .flag(true),
                "cells": .list(books.map { ["cell": .text(Figures.dollars(cents($0)))] }),
            ]
        }
        return .list(
            [counts("Fees read", \.read)]
                + Bucket.allCases.map { bucket in counts(bucket.plainName) { $0[bucket] } }
                + [
                    sums("Charges sent to SFS $") { $0.written.chargeCents },
                    sums("Credits sent to SFS $") { $0.written.creditCents },
                ]
        )
    }

    var profiles: Fields.Value {
        .list(
            status.profiles.map { profile in
                let standing =
                    profile.overdueSince.map {
                        Standing(
                            tone: .failed,
                            word: "Overdue since \(clock.brief($0, near: frame.asOf))"
                        )
                    } ?? Standing(tone: .quiet, word: "")
                return
                    ([
                        "code": .text(profile.code), "schedule": .text(profile.schedule),
                        "location": .text(profile.location), "format": .text(profile.format),
                        "first": .text(day(profile.firstExportAt) ?? "none yet"),
                        "last": .text(brief(profile.lastExportAt) ?? "none yet"),
                        "next": .text(
                            brief(profile.nextExpectedAt)
                                ?? (profile.schedule == "unscheduled"
                                    ? "no schedule" : "not expected")
                        ),
                        "isOverdue": .flag(profile.overdueSince != nil),
                    ] as Fields).with(standing.fields)
            }
        )
    }

    private func brief(_ moment: Timestamp?) -> String? {
        moment.map { clock.relative($0, to: frame.asOf) }
    }

    private func day(_ moment: Timestamp?) -> String? {
        moment.flatMap { clock.local($0) }.map {
            "\($0.date.day) \(CampusClock.months[$0.date.month - 1].prefix(3)) \($0.date.year)"
        }
    }

    /// What Alma's job reports said, beside what came.
    var expectations: Fields.Value {
        .list(
            status.expectations.map { expectation in
                let isNone = expectation.users == nil && expectation.fees == nil
                return
                    ([
                        "exportNumber": .text(expectation.exportNumber),
                        "expectedFees": .text(Figures.count(expectation.expectedFees)),
                        "expectedUsers": .text(Figures.count(expectation.expectedUsers)),
                        "cameFees": .text(expectation.fees.map(Figures.count) ?? "–"),
                        "cameUsers": .text(expectation.users.map(Figures.count) ?? "–"),
                        "isNone": .flag(isNone),
                        "stated": .text(
                            "\(expectation.statedBy), \(clock.brief(expectation.statedAt, near: frame.asOf))"
                        ),
                    ] as Fields).with(expectation.verdict.standing.fields)
            }
        )
    }

    /// The configuration in force.
    var configuration: Fields.Value {
        var facts = Facts()
        facts.add("Revision in force", status.revision > 0 ? String(status.revision) : nil)
        facts.add(
            "Layout",
            status.layoutConfirmed ? "confirmed by the campus" : "not confirmed by the campus yet"
        )
        facts.add("State", status.stateInWords(inDemo: frame.isDemo))
        facts.add("Terms", status.termsEnd.map(terms))
        for setting in status.loadSettings {
            facts.add(LoadsPart.name(of: setting), toCopy: setting.value)
        }
        facts.add("Clock", clock.zone)
        facts.add("Changed in", "`campuses/\(status.campus).yaml`")
        return facts.list
    }

    private func terms(end: CalendarDate) -> String {
        let today = clock.local(frame.asOf)?.date
        let isOver = today.map { end < $0 } ?? false
        return "the last one \(isOver ? "ended" : "ends") \(CampusClock.day(end)): add the next to "
            + "`terms` in `campuses/\(status.campus).yaml`, then `bursarhub onboard campuses`"
    }
}

extension Expectation.Verdict {
    var standing: Standing {
        switch self {
        case .outstanding: Standing(tone: .attention, word: "Has not come")
        case .met: Standing(tone: .good, word: "As said")
        case .differs: Standing(tone: .failed, word: "Differs")
        }
    }
}
