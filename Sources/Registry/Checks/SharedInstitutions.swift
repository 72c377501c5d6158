internal import BursarModel

/// Two live campuses of one Alma institution: its transaction numbers would be told apart twice.
enum SharedInstitutions {
    static func check(_ neighbours: [Neighbour]) {
        let live = neighbours.filter { $0.campus.state == .live || $0.campus.state == .paused }
        for neighbour in live {
            let others = live.filter { neighbour.minds($0) }
            let campus = neighbour.campus
            if !campus.almaInstitution.isEmpty,
                let other = others.first(where: {
                    $0.campus.almaInstitution == campus.almaInstitution
                })
            {
                neighbour.error(
                    "\(other.shownBeside) has the same Alma institution",
                    at: \.almaInstitution,
                    hint: "a campus stands for one institution; retire one, or correct it"
                )
            }
            if let number = campus.institutionNumber,
                let other = others.first(where: { $0.campus.institutionNumber == number })
            {
                neighbour.error(
                    "\(other.shownBeside) has the same institution number",
                    at: \.institutionNumber,
                    hint: "a campus stands for one institution; retire one, or correct it"
                )
            }
        }
    }
}
