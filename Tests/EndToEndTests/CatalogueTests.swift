import Foundation
import TestSupport
import Testing

/// The layouts of the catalogue: what the hub makes of the examples in `docs/layouts`.
struct CatalogueTests {
    /// What a layout says of its own records, told apart from the way the hub makes them.
    private static let readings: [String: @Sendable (String) -> Reading] = [
        "humboldt-sf": { text in
            let isCommunity = text.hasPrefix("UserID")
            return Reading(
                lines(of: text).dropFirst(isCommunity ? 1 : 0),
                length: isCommunity ? nil : 41
            ) { line in
                let cells = line.split(separator: ",")
                let sum = isCommunity ? cells[cells.count - 2] : cells[2]
                let isCredit = line.contains(",820000206129,") || line.contains(",CREDIT,")
                return cents(sum) * (isCredit ? -1 : 1)
            }
        },
        "princeton-libfines": { text in
            let reading = Reading(lines(of: text).dropFirst(), length: nil) { line in
                let columns = Array(line)
                return cents(String(columns[28..<43])) * (columns[44] == "Y" ? -1 : 1)
            }
            let header = Array(lines(of: text)[0])
            #expect(header.count == 34)
            #expect(Int(String(header[0..<10])) == reading.amounts.count)
            #expect(cents(String(header[11..<27])) == reading.amounts.reduce(0, +))
            return reading
        },
        "cornell-lib02": { text in
            #expect(!text.hasSuffix("\n"))
            let isCharge = text.contains("00072000000")
            return Reading(lines(of: text).dropFirst(), length: 75) { line in
                cents(String(Array(line)[11..<20])) * (isCharge ? 1 : -1)
            }
        },
        "ut-arlington-bursar": { text in
            Reading(lines(of: text)[...], length: nil) { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                #expect(cells.count == 8 && cells[1].count == 10)
                return cents(cells[4])
            }
        },
        "mit-csv": { text in
            Reading(lines(of: text).dropFirst(), length: nil) { line in
                let cells = line.components(separatedBy: "\",\"")
                #expect(cells.count == 7 && cells[3].count <= 30)
                return cents(cells[4])
            }
        },
        "willamette-charges": { text in
            #expect(text.utf8.count { $0 == 0x0D } == text.utf8.count { $0 == 0x0A })
            return Reading(lines(of: text)[...], length: nil) { line in
                cents(line.split(separator: ",").last ?? "")
            }
        },
    ]

    /// What of each example is held, and why: what the layout's own program drops or cuts.
    private static let held: [String: [String: Int]] = [
        "humboldt-sf": ["no_item_type": 1],
        "princeton-libfines": ["missing_value": 1, "no_lookup_value": 1, "no_file": 1],
        "cornell-lib02": ["no_lookup_value": 1, "no_file": 2],
        "ut-arlington-bursar": ["delimiter_in_value": 1, "no_file": 2],
        "mit-csv": ["no_lookup_value": 1, "no_file": 2],
        "willamette-charges": ["no_file": 1],
    ]

    @Test func `every format of the product but the sample has an example, and a reading here`()
        throws
    {
        let formats = try FileManager.default.contentsOfDirectory(atPath: CatalogueExample.formats)
            .map { $0.replacing(".yaml", with: "") }.filter { $0 != "csu-sfs-sample" }
        #expect(try CatalogueExample.names() == formats.sorted())
        #expect(Set(CatalogueTests.readings.keys) == Set(formats))
    }

    @Test(arguments: try CatalogueExample.all())
    func `an example becomes the files beside it, byte for byte, on trial and live`(
        example: CatalogueExample
    ) throws {
        let site = try HubSite()
        let key = example.value(of: "campus")
        #expect(example.value(of: "format") == example.name)
        let name = "\(example.value(of: "code"))-1-1795000000000.xml"
        let trial = ["onboard", "--yes", example.campusFile, CatalogueExample.formats]
        let onboarding = try site.command(trial)
        #expect(onboarding.exit == 0, "\(onboarding.output)\(onboarding.messages)")
        try site.put(example.export, at: key, as: name)
        try site.run()
        expectBytes(try site.files(in: "trial/\(key)"), example)

        let live = example.campus.replacing(
            try Regex("(?m)^state: trial.*$"),
            with: "state: live\nlayout_confirmed: {date: 2026-11-02, by: Nobody}"
        )
        try site.makeFolder("campuses")
        let file = try site.scratch.write(live, to: "campuses/campus.yaml")
        try site.command(["onboard", "--yes", file, CatalogueExample.formats])
        let run = try site.run()
        #expect(run.exit == 1)
        let outputs = try site.outbox(of: key)
        expectBytes(outputs, example)

        let campus = try run.campus(key)
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        let held = try site.command(["held", key, "--json"]).json
        #expect(held.heldReasons == CatalogueTests.held[example.name])
        let read = try #require(CatalogueTests.readings[example.name])
        for output in campus["outputs"].items {
            let reading = read(try #require(outputs[output["name"].string ?? ""]))
            let charges = reading.amounts.filter { $0 > 0 }.reduce(0, +)
            let credits = reading.amounts.filter { $0 < 0 }.reduce(0, -)
            #expect(output["records"].integer == Int64(reading.amounts.count))
            #expect(output["charge_cents"].integer == Int64(charges))
            #expect(output["credit_cents"].integer == Int64(credits))
            #expect(reading.length == nil || reading.lengths == [reading.length ?? 0])
        }
    }

    /// Strings are equal where their characters are, so bytes are compared.
    private func expectBytes(_ outputs: [String: String], _ example: CatalogueExample) {
        #expect(
            outputs.mapValues { Array($0.utf8) } == example.outputs.mapValues { Array($0.utf8) }
        )
        // Said again as text, where a person sees what differs.
        #expect(outputs == example.outputs)
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r\n" }
    }

    /// `12.5`, `0012.50`, `-3.25`, `-000000000113.50` and `300` in cents.
    private static func cents(_ text: some StringProtocol) -> Int {
        let isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" || $0 == "\"" }.split(separator: ".")
        let decimals = parts.count > 1 ? "\(parts[1])0".prefix(2) : "00"
        let value = (Int(parts[0]) ?? 0) * 100 + (Int(decimals) ?? 0)
        return isNegative ? -value : value
    }

    /// The records of an output as a clerk reads them.
    private struct Reading {
        /// In cents, with their signs.
        var amounts: [Int]
        var lengths: Set<Int>
        /// What every record's length is to be, where the layout has one.
        var length: Int?

        init(_ lines: ArraySlice<Substring>, length: Int?, _ amount: (Substring) -> Int) {
            amounts = lines.map(amount)
            lengths = Set(lines.map(\.utf8.count))
            self.length = length
        }
    }
}
