import AlmaExport
import BursarModel
import Glibc
import Testing

/// Exports that real institutions published, edited by their owners; they are not ours to carry.
///
/// `BURSARHUB_REAL_EXPORTS` names the folder they lie in; without it there is nothing to test.
@Suite(.enabled(if: RealExport.folder != nil)) struct RealExportTests {
    @Test(arguments: [
        RealExport("mit-two-users-ten-fees.xml", number: "15216075870006761", of: "6761")
            .with(users: 2, fees: 10, charges: 57_972),
        RealExport(
            "BURSAR_EXPORT_to_Dev1-12345678-99999999.xml",
            number: "17492217040006761",
            of: "6761"
        ).with(users: 1, fees: 2, charges: 100),
        RealExport("princeton-credits.xml", number: "16797670660006421", of: "6421")
            .with(users: 2, fees: 4, credits: 10_825),
        RealExport("willamette-fee-without-item.xml", number: "198136520000121", of: "121")
            .with(users: 1, fees: 1, charges: 6500),
    ])
    func `a real export is read to its end`(expected: RealExport) throws {
        for chunk in [1, 997, 64 * 1024] {
            let export = try ReadExport(try expected.bytes(), chunk: chunk)
            var tally = Tally.zero
            for fee in export.fees {
                try tally.add(Cents(almaSum: Array(fee[.sum].utf8).span))
                _ = try CalendarDate(almaTransaction: Array(fee[.transactionDate].utf8).span)
                #expect(fee[.currency] == "USD")
                #expect(fee.doubled.isEmpty && fee.overlong.isEmpty)
                for text in fee.texts.values {
                    #expect(!text.contains("\n") && !text.contains("\t") && !text.contains("  "))
                }
            }
            #expect(tally == expected.tally)
            #expect(export.header.users == expected.users)
            #expect(export.header.exportNumbers == [expected.number])
            #expect(export.header.institutionIDs == [expected.institution])
            #expect(export.header.unknownElements == 0)
        }
    }

    @Test func `what converters have lost is there`() throws {
        let mit = try ReadExport(RealExport("mit-two-users-ten-fees.xml").bytes())
        #expect(mit.fees.first?[.sum] == "123.45")
        #expect(mit.fees.last?[.userValue] == "09876")
        let willamette = try ReadExport(RealExport("willamette-fee-without-item.xml").bytes())
        #expect(willamette.fees.first?[.transactionID] == "INST00019145")
        #expect(willamette.fees.first?[.itemTitle] == "")
        #expect(willamette.fees.first?[.userInstitution] == "")
        let princeton = try ReadExport(RealExport("princeton-credits.xml").bytes())
        #expect(princeton.fees.map { $0[.sum] } == ["-3", "-100", "-3.25", "-2"])
        #expect(princeton.fees.first?[.comment] == "test")
    }
}

/// One of the published exports, with what a reading by hand finds in it.
struct RealExport: Sendable, CustomTestStringConvertible {
    static var folder: String? {
        let name = unsafe getenv("BURSARHUB_REAL_EXPORTS").map { unsafe String(cString: $0) }
        return name == "" ? nil : name
    }

    var name: String
    var number = ""
    var institution = ""
    var users: Int64 = 0
    var tally = Tally.zero

    init(_ name: String, number: String = "", of institution: String = "") {
        (self.name, self.number, self.institution) = (name, number, institution)
    }

    func with(users: Int64, fees: Int64, charges: Int64 = 0, credits: Int64 = 0) -> RealExport {
        var export = self
        export.users = users
        export.tally = Tally(count: fees, chargeCents: charges, creditCents: credits)
        return export
    }

    var testDescription: String { name }

    private struct Missing: Error {
        var name: String
    }

    func bytes() throws -> [UInt8] {
        let path = "\(try #require(RealExport.folder))/\(name)"
        guard let file = unsafe fopen(path, "r") else { throw Missing(name: name) }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return Array(bytes.prefix(count))
    }
}
