public import BursarModel
import Status

extension Pages {
    /// One campus: what is to load, what waits, when the next export is due, how it is set up.
    ///
    /// `held` are the first of what waits at this campus; how much it is, its status tells.
    public static func campus(
        _ status: CampusStatus,
        held: [HeldItem],
        in frame: PageFrame
    ) -> String {
        let report = StatusReport(asOf: frame.asOf, isDemo: frame.isDemo, campuses: [status])
        let name = CampusName.short(of: status.name, key: status.campus)
        let clock = CampusClock(status.timeZone)
        var own = frame
        own.timeZone = status.timeZone
        own.labels[status.campus] = CampusLabel(
            status.campus,
            name: status.name,
            timeZone: status.timeZone
        )
        let view = CampusView(status, name: name, clock: clock, frame: own)
        var line: [(text: String, target: String?)] = [
            (status.name, nil), (status.stateInWords(inDemo: frame.isDemo), nil),
            (clock.spelledOut(frame.asOf), nil),
        ]
        let waiting = status.heldByReason.reduce(Int64(0)) { $0.addingClamped($1.tally.count) }
        if let pause = status.pause { line.append((pause.words(by: clock, near: frame.asOf), nil)) }
        if let run = status.lastRun {
            line.append(
                (
                    "Last run \(clock.within(run.finishedAt, to: frame.asOf))",
                    frame.path(to: Links.run(run.run))
                )
            )
        }
        return Page(
            template: .campus,
            headline: Headline(report).text,
            subject: "\(name) · BursarHub",
            line: line,
            crumbs: frame.viewer.campus == nil ? [.init("All campuses", to: "/")] : [],
            content: [
                "needs": NeedsPart.fields(Needs(report), target: { _ in nil }),
                "loads": view.loads,
                "numbers": view.numbers,
                "periods": view.periods,
                "hasPeriods": .flag(view.hasFigures),
                "matters": .list(
                    HeldPart.matters(
                        status.heldByReason,
                        listing: held,
                        at: status.campus,
                        in: own
                    )
                ),
                "hasHeld": .flag(!status.heldByReason.isEmpty),
                "heldTarget": waiting > held.count
                    ? .text(Links.held(at: status.campus)) : .nothing,
                "profiles": view.profiles,
                "hasProfiles": .flag(!status.profiles.isEmpty),
                "spark": Sparkline(status.days).fields,
                "calendar": ArrivalCalendar(status.days).fields,
                "rows": .list(OutputRows.fields(view.earlier, in: own)),
                "hasOutputs": .flag(!view.earlier.isEmpty),
                "outputsTarget": .text(Links.outputs(of: status.campus)),
                "expectations": view.expectations,
                "hasExpectations": .flag(!status.expectations.isEmpty),
                "facts": view.configuration,
                "traceTarget": frame.canTrace ? .text(Links.trace(status.campus)) : .nothing,
            ]
        ).document(in: own)
    }
}

extension CampusStatus {
    func stateInWords(inDemo isDemo: Bool) -> String {
        switch state {
        case .live: "live"
        case .trial where isDemo: "on trial, run as if live"
        case .trial: "on trial: converted and shown, never sent"
        case .planned: "planned"
        case .paused: "paused"
        case .retired: "retired"
        }
    }
}
