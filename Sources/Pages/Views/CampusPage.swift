public import BursarModel
import Status

extension Pages {
    /// One campus: what is to load, what waits, when the next export is due, how it is set up.
    ///
    /// `held` is everything that waits at this campus.
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
            (status.name, nil), (status.stateInWords, nil),
            (clock.spelledOut(frame.asOf), nil),
        ]
        if let pause = status.pause { line.append((pause.words(by: clock, near: frame.asOf), nil)) }
        if let run = status.lastRun {
            line.append(
                ("Last run \(clock.within(run.finishedAt, to: frame.asOf))", Links.run(run.run))
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
                "matters": .list(HeldPart.matters(held, at: status.campus, in: own)),
                "hasHeld": .flag(!held.isEmpty),
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
    var stateInWords: String {
        switch state {
        case .live: "live"
        case .trial: "on trial: converted and shown, never sent"
        case .planned: "planned"
        case .paused: "paused"
        case .retired: "retired"
        }
    }
}
