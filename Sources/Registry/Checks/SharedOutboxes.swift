internal import BursarModel
internal import SFSFormat

/// Campuses that share an outbox, and formats of one campus, whose outputs get the same name.
enum SharedOutboxes {
    static func check(_ neighbours: [Neighbour]) {
        struct Target: Hashable {
            var outbox: LocationAddress
            var name: String
        }
        struct Use {
            var neighbour: Neighbour
            var format: String
            var file: Int
        }
        var uses: [Target: [Use]] = [:]
        for neighbour in neighbours where neighbour.campus.takesPart {
            for (format, file, name) in names(of: neighbour) {
                let target = Target(outbox: neighbour.campus.outbox.asLocation, name: name)
                uses[target, default: []].append(
                    Use(neighbour: neighbour, format: format, file: file)
                )
            }
        }
        for same in uses.values where same.count > 1 {
            for use in same {
                let key = use.neighbour.campus.key
                let own = same.filter { $0.neighbour.campus.key == key }
                if let other = same.first(where: { use.neighbour.minds($0.neighbour) }) {
                    use.neighbour.error(
                        "\(other.neighbour.shownBeside) puts the same names into the same outbox",
                        at: \.outbox,
                        hint: "give it another outbox, or name the files with {campus.key}"
                    )
                } else if let other = own.first(where: { $0.format != use.format }) {
                    let one = shown(use.format)
                    use.neighbour.error(
                        "the formats `\(one)` and `\(shown(other.format))` use the same names",
                        at: \.outbox,
                        hint: "change the names of one of them"
                    )
                } else if own.contains(where: { $0.format == use.format && $0.file != use.file }) {
                    use.neighbour.error(
                        "two files of the format `\(shown(use.format))` get the same name here",
                        at: \.outbox,
                        hint: "change the name of one of them in the format"
                    )
                }
            }
        }
    }

    /// The names of one imagined run, the same for all campuses but for what their exports give.
    private static func names(of neighbour: Neighbour) -> [(
        format: String, file: Int, name: String
    )] {
        guard let day = CalendarDate(year: 2026, month: 11, day: 20) else { return [] }
        let own = neighbour.campus.key.text
        let context = OutputContext(
            runDate: day,
            runTime: 0,
            runSequence: 1,
            exportNumber: own,
            exportFile: own,
            jobID: own
        )
        return neighbour.formats.flatMap { format, compiled in
            // A name that cannot be made clashes with none; a run says why it cannot.
            compiled.files.indices.compactMap { index in
                do {
                    return (format, index, try compiled.name(file: index, context: context))
                } catch {
                    return nil
                }
            }
        }
    }
}
