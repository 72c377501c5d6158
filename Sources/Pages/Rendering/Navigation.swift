import BursarModel

/// The links that are on every page, with the current one marked.
enum Navigation {
    static func links(in frame: PageFrame) -> [Fields] {
        var places: [(name: String, target: String)] = []
        if let campus = frame.viewer.campus {
            places.append((frame.name(of: campus), Links.campus(campus)))
        } else {
            places.append(("All campuses", "/"))
        }
        places += [("Held", "/held"), ("Outputs", "/outputs"), ("Runs", "/runs")]
            .map { ($0, frame.path(to: $1)) }
        if frame.canTrace, let campus = frame.viewer.campus {
            places.append(("Trace a fee", Links.trace(campus)))
        }
        if frame.canChoose { places.append(("Other campuses", "/campus")) }
        return places.map { place in
            let path = String(place.target.prefix { $0 != "?" })
            let isHere = frame.path == path
            let isAbove = path != "/" && frame.path.hasPrefix(path + "/")
            let isCampus = place.target == "/" && frame.path.hasPrefix("/campuses/")
            return link(
                place.name,
                to: place.target,
                current: isHere ? "page" : isAbove || isCampus ? "true" : nil
            )
        }
    }

    static func link(_ name: String, to target: String, current: String? = nil) -> Fields {
        [
            "navName": .text(name), "navTarget": .text(target),
            "current": .text(current),
        ]
    }
}
