import BursarModel
import Declarations
import Registry
import SFSFormat
import TestSupport
import Testing

/// What a campus file says arrives as the value it means.
struct CampusValuesTests {
    private static let everything = """
        campus: humboldt
        name: California State Polytechnic University, Humboldt
        alma_institution: 01CALS_HUL
        institution_number: "0123"
        business_unit: HMCMP
        time_zone: America/Los_Angeles
        state: live
        layout_confirmed: {date: 2026-11-02, by: "Student Financial Services"}
        contacts: [library-billing@campus.example]
        sfs: {group_type: LIB, layout: LIBFEES, origin: LIBRY}
        exports:
          - code: HUMBURSAR
            location: {sftp: "sftp://alma@drop.example:2222/exports/hum", host_key: \(hostKey), key: keys/drop}
            schedule: sunday 07:05
            overdue_after: 90m
            starts_after: 2026-11-01
            after: {move: processed}
            format: plain
        outbox: {folder: /srv//sfs/./humboldt/, group: sfs-load}
        students: '^[09][0-9]{8}$'
        constants: {credit_item_type: "820000206129"}
        lookups:
          item_type:
            by: fee.type
            values: {LIBRARYCARDREPLACEMENT: "300000005921"}
        terms:
          - {code: "2267", from: 2026-08-17, to: 2027-08-24}
        term_date: run.date
        limits: {largest_amount: 1000, held_share: 0.05, held_at_least: 5}
        skip:
          - {when: {fee.type: OTHER}, reason: billed by hand}
          - {fee.library: [MUSIC], sign: charge, reason: billed by the school of music}
        retention: {files_fiscal_years: 2, ledger_fiscal_years: 7, legal_hold: true}
        """

    private static let hostKey =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEo2oFpeW8tWsLz2mlbcGQ8l7NqVYw0F5dK7m5qU9f3x"

    @Test func `every key of a campus file becomes a value`() throws {
        let campus = try CampusText.campus(in: MarkedText(Self.everything))
        #expect(campus.key.text == "humboldt")
        #expect(campus.name == "California State Polytechnic University, Humboldt")
        #expect(campus.almaInstitution == "01CALS_HUL")
        #expect(campus.institutionNumber == "0123")
        #expect(campus.businessUnit == "HMCMP")
        #expect(campus.timeZone == "America/Los_Angeles")
        #expect(campus.state == .live)
        #expect(campus.layoutConfirmed?.date.iso == "2026-11-02")
        #expect(campus.layoutConfirmed?.by == "Student Financial Services")
        #expect(campus.contacts == ["library-billing@campus.example"])
        #expect(
            campus.loadSettings
                == LoadSettings(groupType: "LIB", layout: "LIBFEES", origin: "LIBRY")
        )
        let address = try #require(ServerAddress("sftp://alma@drop.example:2222/exports/hum"))
        let profile = try #require(campus.exports.first)
        #expect(profile.code.text == "HUMBURSAR")
        #expect(
            profile.location
                == .sftp(
                    ServerAccess(
                        address: address,
                        hostKey: Self.hostKey,
                        key: FolderPath("keys/drop")
                    )
                )
        )
        #expect(profile.schedule.description == "sunday 07:05")
        #expect(profile.overdueAfterSeconds == 5400)
        #expect(profile.startsAfter?.iso == "2026-11-01")
        #expect(profile.after == .move(to: try #require(FolderPath("processed"))))
        #expect(profile.format == "plain")
        #expect(
            campus.outbox
                == .folder(try #require(FolderPath("/srv/sfs/humboldt")), group: "sfs-load")
        )
        #expect(campus.students.source == "^[09][0-9]{8}$")
        #expect(campus.constants == ["credit_item_type": "820000206129"])
        #expect(campus.lookups.keys.sorted() == ["item_type"])
        #expect(campus.termDate == .runDate)
        #expect(campus.limits.largestAmount == Cents(100_000))
        #expect(campus.limits.ceiling.shareBasisPoints == 500)
        #expect(campus.limits.ceiling.atLeast == 5)
        #expect(campus.skip.map(\.reason) == ["billed by hand", "billed by the school of music"])
        #expect(
            campus.retention
                == Retention(filesFiscalYears: 2, ledgerFiscalYears: 7, legalHold: true)
        )
    }

    @Test func `what a campus file leaves out has its default`() throws {
        let text = CampusText.changing(
            "alpha",
            ["exports": "\n  - {code: AABURSAR, schedule: unscheduled, format: plain}"],
            without: ["outbox"]
        )
        let campus = try CampusText.campus(in: text)
        let profile = try #require(campus.exports.first)
        #expect(profile.location.description == "inbox/alpha")
        #expect(profile.overdueAfterSeconds == 6 * 3600)
        #expect(profile.startsAfter == nil)
        #expect(profile.after == .remove)
        #expect(campus.outbox.description == "outbox/alpha")
        #expect(campus.students.source == "^[0-9]{1,11}$")
        #expect(campus.layoutConfirmed == nil)
        #expect(campus.institutionNumber == nil)
        #expect(campus.limits == HoldLimits())
        #expect(campus.limits.largestAmount == Cents(250_000))
        #expect(campus.retention == Retention())
        #expect(campus.termDate == .feeDate)
        #expect(campus.skip.isEmpty)
    }

    @Test func `a planned or retired campus needs no exports`() throws {
        for state in ["planned", "retired"] {
            let text = CampusText.changing("alpha", ["state": state], without: ["exports"])
            #expect(try CampusText.campus(in: text).exports.isEmpty)
        }
    }

    @Test func `a term table says how near its end is`() throws {
        let terms = "[{code: \"2267\", from: 2026-08-17, to: 2027-01-24}]"
        let campus = try CampusText.campus(in: CampusText.changing("alpha", ["terms": terms]))
        let end = try #require(CalendarDate(iso: "2027-01-24"))
        #expect(campus.endOfTerms(near: try #require(end.adding(days: -61))) == nil)
        #expect(campus.endOfTerms(near: try #require(end.adding(days: -60))) == end)
        #expect(campus.endOfTerms(near: try #require(end.adding(days: 1))) == end)
    }
}
