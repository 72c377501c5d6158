import BursarModel
import Locations
import Posix
import TestSupport
import Testing

@Suite struct ExportNameTests {
    @Test func `Alma's own form gives code, job and timestamp`() throws {
        let name = try #require(parse("SJBURSAR-12345678-1700000000.xml", "SJBURSAR"))
        #expect(name.code.text == "SJBURSAR")
        #expect(name.jobID == "12345678")
        #expect(name.timestamp == "1700000000")
        #expect(name.text == "SJBURSAR-12345678-1700000000.xml")
    }

    @Test(arguments: ["SJ1700000000.xml", "SJ-1700000000.xml", "SJ_1700000000.XML"])
    func `the short forms give a timestamp and no job`(text: String) throws {
        let name = try #require(parse(text, "SJ"))
        #expect(name.jobID == nil)
        #expect(name.timestamp == "1700000000")
    }

    @Test func `codes are compared for equality, never as beginnings`() {
        #expect(parse("BURSARNON-1-2.xml", "BURSAR") == nil)
        #expect(parse("BURSARNON-1-2.xml", "BURSAR", "BURSARNON")?.code.text == "BURSARNON")
        #expect(parse("BURSAR-1-2.xml", "BURSAR", "BURSARNON")?.code.text == "BURSAR")
        #expect(parse("bursar-1-2.xml", "BURSAR") == nil)
        #expect(parse("SJS-1-2.xml", "SJ") == nil)
    }

    @Test func `codes may hold hyphens, underscores and digits`() {
        let name = parse("BURSAR_EXPORT_to_Dev1-12345678-99999999.xml", "BURSAR_EXPORT_to_Dev1")
        #expect(name?.jobID == "12345678")
        #expect(parse("A-B-1-2.xml", "A-B")?.jobID == "1")
        #expect(parse("A1-7.xml", "A1")?.timestamp == "7")
        #expect(parse("1-2-3.xml", "1")?.jobID == "2")
    }

    @Test func `where several codes fit, the longest is meant, in any order of codes`() {
        for codes in [["SJ", "SJ-1"], ["SJ-1", "SJ"]] {
            let list = codes.compactMap { ProfileCode($0) }
            let name = ExportName.parse(FileName("SJ-1-2.xml"), codes: list)
            #expect(name?.code.text == "SJ-1")
            #expect(name?.jobID == nil)
        }
        #expect(parse("A12.xml", "A", "A1")?.code.text == "A1")
    }

    @Test(arguments: [
        "SJ.xml", "SJ-.xml", "SJ-1-.xml", "SJ--1.xml", "SJ-1-2-3.xml", "SJ-1-2x.xml", "SJ-a-2.xml",
        "SJ-1-2.xml.part", ".SJ-1-2.xml", "SJ-1-2.xml~", "SJ-1-2.xml.tmp", "SJ-1-2.filepart",
        "SJ-1-2.xm", "SJ-1-2xml", "xSJ-1-2.xml", "SJ-1-2.xml ", "SJ-1-٢.xml", "SJ-1-2.xml\n",
        "SJ-1-99999999999999999999.xml", "..", ".xml", "$(id).xml", "-rf.xml",
    ])
    func `any other name is no export`(text: String) throws {
        guard let name = FileName(text) else { return }
        #expect(ExportName.parse(name, codes: [try #require(ProfileCode("SJ"))]) == nil)
    }

    @Test func `ten digits are seconds, thirteen are milliseconds, others no time`() {
        #expect(parse("SJ-1-1700000000.xml", "SJ")?.written == Timestamp(seconds: 1_700_000_000))
        #expect(
            parse("SJ-1-1700000000123.xml", "SJ")?.written
                == Timestamp(microseconds: 1_700_000_000_123_000)
        )
        #expect(parse("SJ-1-99999999.xml", "SJ")?.written == nil)
    }

    private func parse(_ text: String, _ codes: String...) -> ExportName? {
        guard let name = FileName(text) else { return nil }
        return ExportName.parse(name, codes: codes.compactMap { ProfileCode($0) })
    }
}
