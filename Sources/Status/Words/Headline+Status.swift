public import BursarModel

extension Headline {
    /// How all campuses of a report stand; for one campus alone, how that one stands.
    public init(_ report: StatusReport) {
        self.init(Headline.sentence(for: report), isDemo: report.isDemo)
    }

    private static func sentence(for report: StatusReport) -> String {
        if let only = report.campuses.first, report.campuses.count == 1 {
            return sentence(for: only, inDemo: report.isDemo)
        }
        guard !report.campuses.isEmpty else { return "No campus is registered yet" }
        let live = report.campuses.filter {
            $0.state == .live || ($0.state == .trial && report.isDemo)
        }
        guard !live.isEmpty else {
            let states: [(CampusState, String)] = [
                (.trial, "on trial"), (.planned, "planned"), (.paused, "paused"),
                (.retired, "retired"),
            ]
            let parts = states.compactMap { state, word -> String? in
                let number = report.campuses.count { $0.state == state }
                return number == 0 ? nil : "\(campuses(number)) \(word)"
            }
            return "Nothing is live yet: \(parts.joined(separator: ", "))"
        }
        let troubled = live.filter { $0.standing(inDemo: report.isDemo).isTrouble }
        switch troubled.count {
        case 0 where live.allSatisfy({ $0.health == .never }): return "No export has come yet"
        case 0: return "Everything is in order"
        case 1:
            let name = CampusName.short(of: troubled[0].name, key: troubled[0].campus)
            return live.count == 1
                ? "\(name) needs a person" : "Everything is in order but for \(name)"
        case live.count: return "All \(campuses(live.count)) need a person"
        default: return "Everything is in order but for \(campuses(troubled.count))"
        }
    }

    private static func sentence(for campus: CampusStatus, inDemo isDemo: Bool) -> String {
        let name = CampusName.short(of: campus.name, key: campus.campus)
        return switch campus.health {
        case .failed: "\(name): the last run failed"
        case .overdue: "\(name): the next export is overdue"
        case .attention: "\(name) needs a person"
        case .ok where campus.state == .trial && !isDemo: "\(name) is on trial"
        case .ok: "\(name) is in order"
        case .never: "\(name): no export has come yet"
        case .paused: "\(name) is paused"
        case .planned: "\(name) is planned"
        case .retired: "\(name) is retired"
        }
    }
}
