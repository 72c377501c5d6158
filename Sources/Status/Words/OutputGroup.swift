package import BursarModel

/// The files of one campus that one office takes, in one folder.
package struct OutputGroup: Sendable {
    package var campus: CampusKey
    package var name: String
    /// Where the files lie; nil where they do not lie together under their names.
    package var folder: String?
    /// What the clerk enters at the file load: `group type LIB · layout LIBFEES`.
    package var loadSettings: String
    package var outputs: [OutputSummary]
    /// Whether nothing is ever delivered: on trial, or in a run that only reports.
    package var isHypothetical: Bool

    package init(_ campus: CampusSummary, _ outputs: [OutputSummary], isHypothetical: Bool) {
        self.init(
            campus.campus,
            called: CampusName.short(of: campus.name, key: campus.campus),
            outputs,
            isHypothetical: isHypothetical
        )
    }

    package init(
        _ campus: CampusKey,
        called name: String,
        _ outputs: [OutputSummary],
        isHypothetical: Bool = false
    ) {
        self.isHypothetical = isHypothetical
        self.campus = campus
        self.name = name
        self.outputs = outputs
        let folders = Set(outputs.map(\.folder))
        folder =
            folders.count == 1 ? folders.first.flatMap(\.self).map { Printable.escaped($0) } : nil
        let settings = outputs.first { $0.kind == .sfs }?.settingsInWords ?? ""
        let isMixed = outputs.contains { $0.kind == .other }
        loadSettings = isMixed && !settings.isEmpty ? "for PeopleSoft: \(settings)" : settings
    }
}

/// The outputs of a run by what is to be done with them.
package struct OutputGroups: Sendable {
    /// To be loaded into PeopleSoft SFS.
    package var sfs: [OutputGroup] = []
    package var otherOffices: [OutputGroup] = []
    /// Of trial campuses: for comparison, never to be loaded.
    package var onTrial: [OutputGroup] = []

    private let isLive: Bool

    package init(_ run: RunSummary) {
        isLive = run.mode == .live
        for campus in run.campuses.sorted(by: { $0.campus < $1.campus }) {
            if campus.isOnTrial(inDemo: run.isDemo) {
                append(campus.outputs, of: campus, to: \.onTrial)
            } else {
                append(campus.outputs.filter { $0.kind == .sfs }, of: campus, to: \.sfs)
                append(campus.outputs.filter { $0.kind == .other }, of: campus, to: \.otherOffices)
            }
        }
    }

    private mutating func append(
        _ outputs: [OutputSummary],
        of campus: CampusSummary,
        to groups: WritableKeyPath<OutputGroups, [OutputGroup]>
    ) {
        guard !outputs.isEmpty else { return }
        let isHypothetical = groups == \.onTrial || !isLive
        self[keyPath: groups].append(
            OutputGroup(campus, outputs, isHypothetical: isHypothetical)
        )
    }
}

extension OutputGroup {
    /// What stands behind a file's name: what its count and total are of, and what keeps it from being loaded.
    package func notes(on output: OutputSummary) -> String {
        [output.feesNote, output.totalNote, isHypothetical ? nil : output.stateNote].compactMap(
            \.self
        )
        .joined(separator: "; ")
    }

    /// What all groups hold together: `29 files · 1,606 fees · $38,489.32`.
    package static func sum(of groups: [OutputGroup]) -> String {
        let outputs = groups.flatMap(\.outputs)
        let tally = outputs.reduce(Tally.zero) { sum, output in
            sum.addingClamped(
                Tally(
                    count: output.records,
                    chargeCents: output.chargeCents,
                    creditCents: output.creditCents
                )
            )
        }
        let parts = [
            counted(Int64(outputs.count), "file"), counted(tally.count, "record"),
            Figures.amount(tally),
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }
}

extension OutputSummary {
    /// The folder of a path that ends in the output's name.
    package var folder: String? {
        path.hasSuffix("/" + name) ? String(path.dropLast(name.count)) : nil
    }

    /// The total to type beside the count: what is charged, or credited, or the one less the other.
    ///
    /// PeopleSoft takes a group of charges or one of credits; a layout that marks reversals in one
    /// file has the signed total in its own header (docs/sfs-layouts.md).
    package var totalCents: Int64 {
        guard chargeCents > 0 else { return creditCents }
        let (difference, overflow) = chargeCents.subtractingReportingOverflow(creditCents)
        return overflow ? 0 : difference
    }

    /// The fees that the records stand for, where they are more.
    package var feesNote: String? { fees == records ? nil : "of \(counted(fees, "fee"))" }

    /// What the total is of, where it is not plain charges.
    package var totalNote: String? {
        if chargeCents == 0, creditCents > 0 { return "credits" }
        guard creditCents > 0 else { return nil }
        return "charges \(Figures.dollars(chargeCents)) less credits "
            + Figures.dollars(creditCents)
    }

    /// What a person must know before loading it; nil for a file that was delivered.
    package var stateNote: String? {
        switch state {
        case .published: originNote
        case .planned, .staged: "not delivered yet"
        case .waiting: "waits for an earlier file of its name"
        case .inDoubt: "in doubt: do not load before it is settled"
        case .recalling: "being recalled: do not load"
        case .void: "void: do not load"
        }
    }

    /// Whose doing it is, where it was not planned and delivered by one run.
    var originNote: String? {
        if reissued { return "sent anew by a person" }
        return recovered ? "of an interrupted run" : nil
    }

    package var settingsInWords: String {
        loadSettings.map { setting in
            let name = Printable.escaped(setting.name).split(separator: "_").joined(separator: " ")
            return "\(name) \(Printable.escaped(setting.value))"
        }.joined(separator: " · ")
    }
}
