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
        if frame.canTrace, let campus = frame.viewer.campus {
            places.append(("Trace a fee", Links.trace(campus)))
        }
        return places.map { place in
            let isHere = frame.path == place.target
            let isAbove = place.target != "/" && frame.path.hasPrefix(place.target + "/")
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
