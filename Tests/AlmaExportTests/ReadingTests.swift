import AlmaExport
import BursarModel
import Testing

/// How a reader takes bytes, hands out fees and ends.
@Suite struct ReadingTests {
    private struct DatabaseGone: Error, Equatable {
        var fee: Int64
    }

    private static let three = Alma.export(
        borrowers: Alma.borrower(fees: [Alma.fee, Alma.fee])
            + Alma.borrower(fees: [Alma.fee.replacing("Tide", with: "日本の庭園 😀")])
    )

    @Test(arguments: [1, 2, 3, 7, 64 * 1024])
    func `bytes in pieces of any size are the same fees`(chunk: Int) throws {
        let bytes = Array(ReadingTests.three.utf8)
        #expect(try ReadExport(bytes, chunk: chunk) == ReadExport(bytes, chunk: bytes.count))
    }

    @Test(arguments: [1, 2, 3, 7, 4095, 4096, 4097])
    func `long texts in pieces of any size are the same fees`(chunk: Int) throws {
        let text = String(repeating: "é€😀 <![CDATA[日本]]>&amp;<!-- ! ? -->", count: 60)
        let bytes = Array(
            Alma.export("seen at desk", replacedBy: text).replacing("\n", with: "\r\n").utf8
        )
        let read = try ReadExport(bytes, chunk: chunk)
        #expect(read == (try ReadExport(bytes, chunk: bytes.count)))
        #expect(
            read.fees[0][.comment] == String(repeating: "é€😀 日本&", count: 60)
        )
    }

    @Test func `what onFee throws ends the reading and comes out unchanged`() throws {
        let bytes = Array(ReadingTests.three.utf8)
        var given: [Int64] = []
        #expect(throws: DatabaseGone(fee: 3)) {
            _ = try AlmaExportReader.read(bytes) { fee in
                given.append(fee.ordinal)
                if fee.ordinal == 3 { throw DatabaseGone(fee: fee.ordinal) }
            }
        }
        #expect(given == [1, 2, 3])
    }

    @Test func `fees that waited stop at what onFee throws`() throws {
        let borrower = Alma.borrower(Alma.list([Alma.fee, Alma.fee]), Alma.user, Alma.patronName)
        let bytes = Array(Alma.export(borrowers: borrower).utf8)
        #expect(throws: DatabaseGone(fee: 1)) {
            _ = try AlmaExportReader.read(bytes) { throw DatabaseGone(fee: $0.ordinal) }
        }
    }

    @Test func `what the source throws comes out unchanged`() {
        #expect(throws: DatabaseGone(fee: 0)) {
            _ = unsafe try AlmaExportReader.read { _ in
                throw DatabaseGone(fee: 0)
            } onFee: { _ in
            }
        }
    }

    @Test func `a source may give as little as a byte at a time`() throws {
        let bytes = Array(ReadingTests.three.utf8)
        var at = 0
        var sums = ""
        let header = unsafe try AlmaExportReader.read { memory in
            guard at < bytes.count else { return 0 }
            unsafe memory[0] = bytes[at]
            at += 1
            return 1
        } onFee: { fee in
            sums += fee.string(.sum) + " "
        }
        #expect(header.fees == 3)
        #expect(sums == "12.5 12.5 12.5 ")
    }

    @Test func `a fee that is kept stays what it was`() throws {
        let bytes = Array(ReadingTests.three.utf8)
        var kept: [FeeTexts] = []
        _ = try AlmaExportReader.read(bytes) { fee in kept.append(copy fee) }
        #expect(kept.map { ReadFee($0) } == (try ReadExport(bytes)).fees)
    }

    @Test func `what is refused is refused whatever comes behind it`() throws {
        let good = Array(ReadingTests.three.utf8)
        for bad in ["<html>", "<!DOCTYPE x", "<a></b>", "PK\u{3}\u{4}"] {
            let bytes = Array(bad.utf8)
            let first = try #require(try refusal(of: bytes))
            #expect(try refusal(of: bytes + good)?.reason == first.reason)
            #expect(throws: ExportReadError.self) {
                _ = try AlmaExportReader.read(bytes + good) { _ in Issue.record("a fee came out") }
            }
        }
    }

    @Test func `the number of an export that is refused is told once it was seen`() throws {
        let export = ReadingTests.three
        let number = try ReadExport(export).header.exportNumbers.first
        #expect(number != nil)
        #expect(try refusal(of: export + "<a/>")?.exportNumber == number)
        #expect(try refusal(of: "<!DOCTYPE x>" + export)?.exportNumber == nil)
    }

    @Test func `what is wrong first is told, though more is wrong behind it`() throws {
        let doctype = Alma.export("Tide", replacedBy: "<!DOCTYPE x>")
        let entity = doctype.replacing("Heron, Maya", with: "&unknown;")
        #expect(try refusal(of: doctype)?.reason == .doctype)
        #expect(try refusal(of: entity)?.reason == .notWellFormed)
        #expect(try refusal(of: doctype + "\u{1}")?.reason == .doctype)
    }

    @Test(arguments: 1...9)
    func `B90 a reference to a character is read whole, however few bytes come at a time`(
        chunk: Int
    ) throws {
        let export = Alma.export("Tide", replacedBy: "T&#233;&#xE9;&amp;de &#x1F600;")
        let fees = try ReadExport(Array(export.utf8), chunk: chunk).fees
        #expect(fees.map { $0[.itemTitle] } == ["T\u{E9}\u{E9}&de \u{1F600} pools & reefs /"])
    }

    @Test(arguments: [1, 7, 61, 64 * 1024])
    func `B90 behind a prefix that nobody declared nothing is judged, however much was read ahead`(
        chunk: Int
    ) throws {
        let export = Alma.export(fees: [Alma.fee])
        let undeclared = export.replacing("<xb:finefeeList>", with: "<xB:finefeeList>")
        #expect(try refusal(of: Array(undeclared.utf8), chunk: chunk)?.reason == .notWellFormed)
    }

    @Test func `fees before refused markup come out`() throws {
        let bytes = Array((Alma.export(fees: [Alma.fee]) + "<!DOCTYPE x>").utf8)
        for chunk in [1, 100, 64 * 1024] {
            var given = 0
            #expect(throws: ExportReadError.self) {
                _ = try AlmaExportReader.read(bytes, chunk: chunk) { _ in given += 1 }
            }
            #expect(given == 1)
        }
    }

    @Test func `an error says where, and quotes nothing`() throws {
        let name = "Secretname"
        let named = Alma.export(fees: [Alma.fee]).replacing("Heron, Maya", with: name)
        for (part, other, reason) in [
            ("</xb:patronName>", "</xb:\(name)>", HoldReason.notWellFormed),
            (name, "\(name)<b/>", .unexpectedElement), (name, "&\(name);", .notWellFormed),
            (name, "<!DOCTYPE \(name)>", .doctype), (name, "\(name)\u{1}", .notWellFormed),
            (name, "<\(String(repeating: name, count: 1000))>", .tagTooLong),
        ] {
            let export = named.replacing(part, with: other)
            let error = try #require(try refusal(of: export))
            #expect(error.reason == reason)
            #expect(!error.description.contains(name))
            #expect(error.line == 10, "\(error)")
            #expect(error.column > 1)
        }
    }

    @Test func `the place of refused markup is that of its first byte`() throws {
        let marked = "\(Alma.declaration)\n\(Alma.openRoot)\n\n  <!DOCTYPE x>"
        for chunk in [1, 5, 1000] {
            let error = try #require(try refusal(of: Array(marked.utf8), chunk: chunk))
            #expect(error.line == 4)
            #expect(error.column == 3)
        }
    }

    @Test func `the version of libxml2 is told`() {
        #expect(XMLLibrary.version.split(separator: ".").count == 3)
    }
}
