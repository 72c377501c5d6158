public import BursarModel
import Status

extension Pages {
    /// The outputs, by campus, the newest first.
    public static func outputs(_ outputs: [OutputSummary], in frame: PageFrame) -> String {
        let campuses = Dictionary(grouping: outputs, by: \.campus).sorted { $0.key < $1.key }
        let isForAll = frame.viewer.campus == nil
        return Page(
            template: .outputs,
            headline: headline(of: outputs),
            subject: "Outputs · BursarHub",
            line: [
                ("Count and total are what is typed at the file load", nil),
                (frame.clock.spelledOut(frame.asOf), nil),
            ],
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
            ]
        ).document(in: frame)
    }

    private static func headline(of outputs: [OutputSummary]) -> String {
        guard !outputs.isEmpty else { return "No file was written yet" }
        let doubtful = Int64(outputs.count { $0.state == .inDoubt || $0.state == .recalling })
        let waiting = Int64(outputs.count { $0.state == .waiting })
        let coming = Int64(outputs.count { $0.state == .planned || $0.state == .staged })
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
        return "Every file is delivered"
    }
}

extension OutputSummary {
    /// Where it stands in a list; what is not delivered is the newest.
    fileprivate var when: Timestamp { publishedAt ?? Timestamp(microseconds: .max) }
}
