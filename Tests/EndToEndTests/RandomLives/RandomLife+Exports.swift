import TestSupport

extension RandomLife {
    private static let institutions = ["alder": "1111", "birch": "2222", "cedar": "3333"]

    private static let whole = "all of it"

    /// One more export in a location: a new one, or one that was there before in some way.
    func giveExport() throws {
        guard let campus = one(of: campuses) else { return }
        let known = exports[campus, default: []]
        let new = export(of: campus, job: known.count + 1)
        guard let earlier = one(of: known), chance(60) else { return try give(new, "new") }
        switch Int.random(in: 0...6, using: &random) {
        case 0: try give(new.with(\.fees, earlier.fees), "the same fees")
        case 1:
            let changed = earlier.fees.map { chance(50) ? $0.with(\.sum, "77.25") : $0 }
            try give(new.with(\.fees, changed + new.fees), "changed fees")
        case 2: try put(earlier.xml, as: new.fileName, at: campus, "the same file, renamed")
        case 3: try put(earlier.xml, as: earlier.fileName, at: campus, "the same file")
        case 4:
            try give(new.with(\.exportNumber, earlier.exportNumber), "a number again")
        case 5:
            try put(new.xml, as: earlier.fileName, at: campus, "a name again")
            exports[campus, default: []].append(new)
        default: try giveInTwoParts(new)
        }
    }

    func export(of campus: String, job: Int) -> ExportBuilder {
        let institution = RandomLife.institutions[campus] ?? ""
        var export = ExportBuilder("\(campus.uppercased())BURSAR", job: job, fees(job: job))
        export.institution = institution
        export.exportNumber = "\(1_000_000 + job)000\(institution)"
        return export
    }

    private func fees(job: Int) -> [ExportBuilder.Fee] {
        (1...Int.random(in: 1...6, using: &random)).map { number in
            let cents = Int.random(in: 100...90_000, using: &random)
            let isCredit = chance(15)
            let type =
                isCredit ? "CREDIT" : chance(15) ? "LOCKERKEY" : "OVERDUEFINE"
            let tenths = cents % 100 / 10
            let sum = "\(isCredit ? "-" : "")\(cents / 100)\(tenths == 0 ? "" : ".\(tenths)")"
            let user =
                chance(15)
                ? "U\(number)" : "90000000\(Int.random(in: 0...4, using: &random))"
            return ExportBuilder.Fee(
                user,
                type,
                sum,
                id: chance(90) ? "\(job)0\(number)" : nil
            )
        }
    }

    private func give(_ export: ExportBuilder, _ how: String) throws {
        let campus = export.campus
        try put(export.xml, as: export.fileName, at: campus, how)
        exports[campus, default: []].append(export)
    }

    private func put(_ text: String, as name: String, at campus: String, _ how: String) throws {
        // Nobody writes over an upload that was not taken yet, but for one that broke off.
        guard try how == RandomLife.whole || !site.inbox(of: campus).contains(name) else { return }
        history.append("\(campus) gets \(name): \(how)")
        try noteGiven(text, as: name, of: campus)
        try site.put(text, at: campus, as: name)
    }

    /// For the checker, which wants a name of its own for each.
    func noteGiven(_ text: String, as name: String, of campus: String) throws {
        try site.scratch.write(text, to: "given/\(campus)/\(name).\(history.count)")
    }

    /// The beginning of a file that broke off, and the whole of it later, or never.
    private func giveInTwoParts(_ export: ExportBuilder) throws {
        let campus = export.campus
        let part = export.cut(after: export.xml.utf8.count * 2 / 3)
        history.append("\(campus) gets \(export.fileName): a part")
        try site.scratch.write(part, to: "given/\(campus)/\(export.fileName).broken")
        try site.put(part, at: campus, as: export.fileName)
        guard chance(70) else { return }
        try run()
        try give(export, RandomLife.whole)
    }
}

extension ExportBuilder {
    var campus: String { code.replacing("BURSAR", with: "").lowercased() }

    func with<Value>(
        _ part: WritableKeyPath<ExportBuilder, Value>,
        _ value: Value
    ) -> ExportBuilder {
        var export = self
        export[keyPath: part] = value
        return export
    }
}
