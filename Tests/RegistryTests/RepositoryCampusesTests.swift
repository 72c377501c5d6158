import BursarModel
import Declarations
import Registry
import SFSFormat
import Testing

/// The campuses that come with the product: complete, sound, and honest about what is a sample.
struct RepositoryCampusesTests {
    private let reading: RegistryReading

    init() throws {
        reading = Registry.read(
            RegistrySources(files: try RepositoryCampuses.files()),
            today: try #require(CalendarDate(iso: "2026-11-20"))
        )
    }

    private var campuses: [Campus] { reading.campuses.compactMap(\.revision?.campus) }

    @Test func `every campus of the repository can be onboarded, and lacks terms at most`() throws {
        #expect(
            reading.diagnostics.map { "\($0.file ?? ""): \($0.severity): \($0.message)" } == [
                "campuses/san-luis-obispo.yaml: warning: no term holds 2026-12-19 to 2027-01-24: fees of these days are held",
                "campuses/san-luis-obispo.yaml: warning: no term holds 2027-05-22 to 2027-05-31: fees of these days are held",
            ]
        )
        #expect(reading.campuses.filter { !$0.isValid }.map(\.file) == [])
        #expect(
            reading.formats.compactMap(\.name).sorted() == [
                "cornell-lib02", "csu-sfs-sample", "humboldt-sf", "mit-csv", "princeton-libfines",
                "ut-arlington-bursar", "willamette-charges",
            ]
        )
    }

    @Test func `the repository has 22 universities, Maritime and Moss Landing`() {
        #expect(campuses.count == 24)
        for campus in reading.campuses {
            #expect(campus.key.map { "campuses/\($0).yaml" } == campus.file)
        }
        #expect(Set(campuses.map(\.almaInstitution)).count == 24)
        #expect(
            campuses.filter { $0.businessUnit == "SJ000" }.map(\.key.text) == [
                "moss-landing", "san-jose",
            ]
        )
    }

    @Test func `nobody is live before a campus has confirmed its layout`() {
        #expect(campuses.allSatisfy { $0.layoutConfirmed == nil })
        let retired = campuses.filter { $0.state == .retired }
        #expect(retired.map(\.key.text) == ["maritime"])
        #expect(retired.first?.succeededBy?.text == "san-luis-obispo")
        #expect(campuses.count { $0.state == .trial } == 23)
    }

    @Test func `codes are one campus's each, and locations and outboxes its own`() {
        let trial = campuses.filter { $0.state == .trial }
        #expect(Set(trial.flatMap { $0.exports.map(\.code) }).count == 23)
        for campus in trial {
            #expect(campus.exports.map(\.location.description) == ["inbox/\(campus.key)"])
            #expect(campus.outbox.description == "outbox/\(campus.key)")
        }
    }

    @Test func `what is known of terms is as published`() throws {
        let known = [
            "monterey-bay": "2264", "san-diego": "2267", "san-francisco": "2267",
            "northridge": "2267", "pomona": "2267", "sacramento": "2268", "chico": "2268",
            "channel-islands": "2268",
        ]
        let fall = try #require(CalendarDate(iso: "2026-09-19"))
        for (key, code) in known {
            let campus = try #require(campuses.first { $0.key.text == key })
            #expect(try campus.terms?.term(on: fall) == code)
        }
        let chico = try #require(campuses.first { $0.key.text == "chico" })
        let spring = try #require(CalendarDate(iso: "2027-02-01"))
        #expect(try chico.terms?.term(on: spring) == "2272")
    }

    @Test func `the terms of San Luis Obispo are its own, and what lies between them is in none`()
        throws
    {
        let campus = try #require(campuses.first { $0.key.text == "san-luis-obispo" })
        guard case .table(let table) = campus.terms else {
            Issue.record("no term table")
            return
        }
        #expect(
            table.terms.map { "\($0.from.iso) \($0.to.iso)" } == [
                "2026-08-17 2026-12-18", "2027-01-25 2027-05-21", "2027-06-01 2027-08-11",
            ]
        )
    }

    @Test func `the sample terms hold every day of the samples, and go on to the middle of 2027`()
        throws
    {
        let first = try #require(CalendarDate(iso: "2026-09-19"))
        let summer = try #require(CalendarDate(iso: "2027-07-01"))
        for campus in campuses where campus.exports.first?.format == "csu-sfs-sample" {
            for day in 0...60 {
                let date = try #require(first.adding(days: day))
                #expect(throws: Never.self) { try campus.terms?.term(on: date) }
            }
            let end = try #require(campus.endOfTerms(near: summer))
            #expect(end.year == 2027 && end.month == 8)
        }
    }
}
