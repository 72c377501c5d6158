import Posix
import PostgreSQL
import TestSupport
import Testing

/// An evening that is disturbed once: what must hold afterwards, whatever the disturbance was.
struct Evening {
    let site: HubSite
    private let campuses: [CampusDeclaration]
    private let exports: [ExportBuilder]

    /// Campuses with exports of so many fees each.
    init(_ campuses: [CampusDeclaration] = CampusDeclaration.pair, exports: Int = 2, fees: Int = 20)
        throws
    {
        site = try HubSite()
        self.campuses = campuses
        try site.onboard(campuses)
        var all: [ExportBuilder] = []
        for (place, campus) in campuses.enumerated() {
            for number in 0..<exports {
                let export = ExportBuilder.fines(
                    campus.code,
                    job: place * exports + number + 1,
                    fees
                )
                try site.put(export, at: campus.key)
                all.append(export)
            }
        }
        self.exports = all
    }

    /// The outputs that anybody saw, which a consumer takes away at once.
    func collect() throws -> [String] {
        try campuses.flatMap { campus in
            try site.collect(from: campus.key).map { "\(campus.key)/\($0.key)\n\($0.value)" }
        }
    }

    /// One clean run later every fee stands in exactly one output, and nothing is left to do.
    func expectWhole(after seen: [String]) throws {
        let run = try site.runToTheEnd()
        #expect(run.exit == 0)
        let lines = (seen + (try collect())).flatMap { $0.split(separator: "\n").dropFirst() }
        let expected = exports.flatMap { debits($0.fees).split(separator: "\n") }
        #expect(lines.map(String.init).sorted() == expected.map(String.init).sorted())
        #expect(try site.ledger.charges == exports.reduce(0) { $0 + $1.fees.count })
        for campus in campuses { #expect(try site.inbox(of: campus.key) == []) }
        let after = try site.run()
        #expect(after.exit == 0)
        #expect(try collect() == [])
        #expect(try site.openLeases() == 0)
    }
}
