public import BursarModel
import Status

extension Pages {
    /// The outputs, by campus, the newest first.
    ///
    /// `unsettled` counts those that are not delivered or not certain, on this page or not. `next`
    /// is the path of the list that goes on behind this page; nil at its end.
    public static func outputs(
        _ outputs: [OutputSummary],
        unsettled: [OutputState: Int64],
        next: String? = nil,
        in frame: PageFrame
    ) -> String {
        let campuses = Dictionary(grouping: outputs, by: \.campus).sorted { $0.key < $1.key }
        let isForAll = frame.viewer.campus == nil
        let unsettledHere = Int64(outputs.count { unsettled[$0.state] != nil })
        let elsewhere = unsettled.values.reduce(-unsettledHere) { $0.addingClamped($1) }
        let rest = "\(counted(elsewhere, "unsettled file")) \(elsewhere == 1 ? "is" : "are")"
        return Page(
            template: .outputs,
            headline: headline(isEmpty: outputs.isEmpty, unsettled),
            subject: "Outputs · BursarHub",
            line: [
                ("Count and total are what is typed at the file load", nil),
                (frame.clock.spelledOut(frame.asOf), nil),
            ]
                + (elsewhere > 0
                    ? [("\(rest) not on this page", nil)] : []),
            content: [
                "hasOutputs": .flag(!outputs.isEmpty),
                "groups": .list(
                    campuses.map { campus, outputs in
                        [
                            "groupID": .text("outputs-\(campus)"),
                            "groupName": .text(frame.name(of: campus)),
                            "groupTarget": .text(Links.campus(campus)),
                            "isNamed": .flag(isForAll),
                            "rows": .list(
                                OutputRows.fields(
                                    outputs.sorted { $0.when > $1.when },
                                    in: frame
                                )
                            ),
                        ]
                    }
                ),
                "nextTarget": .text(next),
            ]
        ).document(in: frame)
    }

    private static func headline(isEmpty: Bool, _ unsettled: [OutputState: Int64]) -> String {
        func sum(_ states: OutputState...) -> Int64 {
            states.reduce(0) { $0.addingClamped(unsettled[$1] ?? 0) }
        }
        let doubtful = sum(.inDoubt, .recalling)
        let waiting = sum(.waiting)
        let coming = sum(.planned, .staged)
        if doubtful > 0 {
            return "\(counted(doubtful, "file")) \(doubtful == 1 ? "is" : "are") in doubt: load "
                + "\(doubtful == 1 ? "it" : "none of them") before it is settled"
        }
        if waiting > 0 {
            return
                "\(counted(waiting, "file")) \(waiting == 1 ? "waits" : "wait") for an earlier one"
        }
        if coming > 0 {
            return "\(counted(coming, "file")) \(coming == 1 ? "is" : "are") not delivered yet"
        }
        return isEmpty ? "No file was written yet" : "Every file is delivered"
    }
}

extension OutputSummary {
    /// Where it stands in a list; what is not delivered is the newest.
    fileprivate var when: Timestamp { publishedAt ?? Timestamp(microseconds: .max) }
}
