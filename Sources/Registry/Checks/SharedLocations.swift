internal import BursarModel

/// Two campuses that would take the same exports, and outboxes that are locations.
enum SharedLocations {
    static func check(_ neighbours: [Neighbour]) {
        struct Source: Hashable {
            var location: LocationAddress
            var code: ProfileCode
        }
        struct Use {
            var neighbour: Neighbour
            var profile: Int
        }
        var uses: [Source: [Use]] = [:]
        var locations: [LocationAddress: [Neighbour]] = [:]
        for neighbour in neighbours where neighbour.campus.takesPart {
            for (index, profile) in neighbour.campus.exports.enumerated() {
                let place = profile.location.withoutKeys
                uses[Source(location: place, code: profile.code), default: []].append(
                    Use(neighbour: neighbour, profile: index)
                )
                locations[place, default: []].append(neighbour)
            }
        }
        for (source, same) in uses {
            for use in same {
                guard
                    let other = same.first(where: { use.neighbour.minds($0.neighbour) })
                else { continue }
                use.neighbour.error(
                    "\(other.neighbour.shownBeside) takes `\(source.code)` from the same location",
                    at: { $0.exports[use.profile].code },
                    hint: "give one of them its own code or its own location"
                )
            }
        }
        for neighbour in neighbours where neighbour.campus.takesPart {
            let others = locations[neighbour.campus.outbox.asLocation] ?? []
            guard
                let other = others.first(where: {
                    $0.campus.key == neighbour.campus.key || neighbour.minds($0)
                })
            else { continue }
            neighbour.error(
                "the outbox is the location of \(other.shownBeside)",
                at: \.outbox,
                hint: "give the outputs a folder of their own"
            )
        }
    }
}

extension LocationAddress {
    /// The same place is the same, whatever key leads to it.
    var withoutKeys: LocationAddress {
        switch self {
        case .folder: self
        case .sftp(let access): .sftp(ServerAccess(address: access.address))
        }
    }
}

extension OutboxAddress {
    var asLocation: LocationAddress {
        switch self {
        case .folder(let path, _): .folder(path)
        case .sftp(let access): .sftp(ServerAccess(address: access.address))
        }
    }
}
