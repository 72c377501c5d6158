import BursarModel
import Ledger

/// Who asks, and what there is to see for them.
struct Visitor: Hashable, Sendable {
    enum Sight: Hashable, Sendable {
        case consortium
        /// Never none; in the order in which they are offered.
        case campuses([CampusKey])
    }

    /// As the audit trail names them: a token's name, or the user of the proxy.
    var name: String
    var sight: Sight
    var mayTrace: Bool
    /// They came by a session of ours, which they can end.
    var canLogOut = false

    init(name: String, sight: Sight, mayTrace: Bool) {
        self.name = name
        self.sight = sight
        self.mayTrace = mayTrace
    }

    init(_ grant: Grant) {
        switch grant.viewer {
        case .consortium: self.init(name: grant.name, sight: .consortium, mayTrace: grant.mayTrace)
        case .campus(let key):
            self.init(name: grant.name, sight: .campuses([key]), mayTrace: grant.mayTrace)
        }
    }

    /// Somebody at this machine, where nothing else was set up.
    static let local = Visitor(
        name: "somebody at this machine",
        sight: .consortium,
        mayTrace: false
    )

    /// Those that they see one at a time; none for the consortium, which sees all at once.
    var campuses: [CampusKey] {
        switch sight {
        case .consortium: []
        case .campuses(let keys): keys
        }
    }

    /// Who they are for one request: the consortium, or one campus.
    enum Standing: Equatable {
        case viewer(Viewer)
        /// They see several campuses and have named none.
        case undecided([CampusKey])
        /// What they name is not theirs, which is the same as that it is nowhere.
        case nowhere
    }

    /// The campus that a path names decides; one that they chose before is theirs or passed over.
    func standing(named: CampusKey?, chosen: CampusKey?) -> Standing {
        switch sight {
        case .consortium: .viewer(.consortium)
        case .campuses(let keys):
            if let named {
                keys.contains(named) ? .viewer(.campus(named)) : .nowhere
            } else if keys.count == 1 {
                .viewer(.campus(keys[0]))
            } else if let chosen, keys.contains(chosen) {
                .viewer(.campus(chosen))
            } else {
                .undecided(keys)
            }
        }
    }
}
