public import BursarModel

extension TextReport {
    /// The queue of notes, newest first.
    public static func notices(_ notices: [QueuedNotice], style: TerminalStyle) -> String {
        guard !notices.isEmpty else { return "No note was written yet.\n" }
        let waiting = notices.count { $0.state == .waiting }
        let head =
            waiting == 0 ? "No note waits" : "\(counted(Int64(waiting), "note")) not handed over"
        let clock = CampusClock("UTC")
        return joined(
            [[style.show(head, .strong)]]
                + notices.map { queued in
                    let notice = queued.notice
                    let (shape, tone): (String, TerminalStyle.Emphasis) =
                        switch queued.state {
                        case .sent: ("●", .good)
                        case .waiting: ("◆", .attention)
                        case .givenUp: ("▲", .failed)
                        }
                    let who = queued.reader.map { Printable.escaped($0) } ?? "webhook"
                    var facts = ["\(queued.number)", fate(of: queued, clock), who]
                    if let error = queued.lastError, queued.state != .sent {
                        facts.append(Printable.escaped(error))
                    }
                    return TextWidth.wrap(
                        Printable.escaped(notice.subject),
                        width: TextWidth.page - 2
                    ).enumerated().map { index, line in
                        (index == 0 ? style.show(shape, tone) + " " : "  ") + line
                    } + TextWidth.wrap(facts.joined(separator: " · "), indent: "  ")
                }
        )
    }

    private static func fate(of queued: QueuedNotice, _ clock: CampusClock) -> String {
        let tries = counted(Int64(queued.tries), "try", "tries")
        if let at = queued.sentAt { return "handed over \(clock.brief(at)) UTC" }
        if let at = queued.givenUpAt { return "given up \(clock.brief(at)) UTC after \(tries)" }
        return "\(tries), next from \(clock.brief(queued.nextTryAt)) UTC"
    }
}
