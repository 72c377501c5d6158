import BursarModel
import Declarations
import SFSFormat
import Testing

struct TermTests {
    private func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: text))
    }

    private let terms = """
        terms:
          - {code: "2267", from: 2026-08-17, to: 2027-01-24}
          - {code: "2273", from: 2027-01-20, to: 2027-05-30}
        """

    @Test(arguments: [
        ("2026-08-17", "2267"), ("2027-01-19", "2267"), ("2027-01-25", "2273"),
        ("2027-05-30", "2273"),
    ])
    func `a date lies in the term that holds it`(day: String, code: String) throws {
        #expect(try table(terms).term(on: date(day)) == code)
    }

    @Test func `a date in no term or in two holds the fee`() throws {
        let table = try table(terms)
        #expect(throws: HoldReason.noTerm) { try table.term(on: date("2026-08-16")) }
        #expect(throws: HoldReason.noTerm) { try table.term(on: date("2027-05-31")) }
        #expect(throws: HoldReason.twoTerms) { try table.term(on: date("2027-01-20")) }
        #expect(try table.end == date("2027-05-30"))
    }

    @Test(arguments: [
        ("2026-01-01", "2026SP"), ("2026-04-30", "2026SP"), ("2026-07-31", "2026SU"),
        ("2026-08-01", "2027FA"), ("2026-12-31", "2027FA"), ("2019-06-01", "19X"),
    ])
    func `a rule holds for every year since it does`(day: String, code: String) throws {
        let rule = try rule(
            """
            term_rule:
              - {since: 2020-01-01, ranges: [{from: 01-01, to: 04-30, code: "{year}SP"}, {from: 05-01, to: 07-31, code: "{year}SU"}, {from: 08-01, to: 12-31, code: "{year+1}FA"}]}
              - {since: 2010-01-01, ranges: [{from: 01-01, to: 12-31, code: "{year:yy}X"}]}
            """
        )
        #expect(try rule.term(on: date(day)) == code)
        #expect(throws: HoldReason.noTerm) { try rule.term(on: date("2009-12-31")) }
    }

    @Test func `a rule with a gap or an overlap holds the fees of those days`() throws {
        let rule = try rule(
            """
            term_rule:
              - {since: 2020-01-01, ranges: [{from: 01-01, to: 02-29, code: A}, {from: 02-20, to: 11-30, code: B}]}
            """
        )
        #expect(throws: HoldReason.noTerm) { try rule.term(on: date("2026-12-01")) }
        #expect(throws: HoldReason.twoTerms) { try rule.term(on: date("2028-02-29")) }
        #expect(try rule.term(on: date("2028-03-01")) == "B")
    }

    @Test(arguments: [
        ("terms: []", "the list has no term"),
        ("terms: [{code: A, from: 2026-02-01, to: 2026-01-01}]", "ends before it begins"),
        ("terms: [{code: A, from: 2026-02-30, to: 2026-03-01}]", "`2026-02-30` is no date"),
        ("terms: [{code: \"\", from: 2026-02-01, to: 2026-03-01}]", "the code is empty"),
        ("terms: [{code: A, form: 2026-02-01, to: 2026-03-01}]", "did you mean `from`?"),
        (
            "terms: [{code: A, from: 2026-02-01, to: 2026-03-01}, {code: B, from: 2026-03-01, to: 2026-04-01}]",
            "the terms `A` and `B` share days"
        ),
        ("term_rule: []", "the rule has no version"),
        (
            "term_rule: [{since: 2026-01-01, ranges: [{from: 11-15, to: 01-15, code: A}]}]",
            "the range ends before it begins"
        ),
        (
            "term_rule: [{since: 2026-01-01, ranges: [{from: 01-01, to: 12-30, code: A}]}]",
            "no range holds 12-31"
        ),
        (
            "term_rule: [{since: 2026-01-01, ranges: [{from: 01-01, to: 12-31, code: \"{yaer}\"}]}]",
            "`{yaer}` is no place in the code of a term rule"
        ),
    ])
    func `what is wrong with terms is said`(yaml: String, message: String) throws {
        let findings = Findings(file: "campus.yaml")
        let file = DeclarationFile(name: "campus.yaml", text: yaml)
        let mapping = try #require(readDeclaration(file, findings: findings))
        _ = mapping.element("terms").flatMap { TermTable.read(from: $0, findings: findings) }
        _ = mapping.element("term_rule").flatMap { TermRule.read(from: $0, findings: findings) }
        let lines = findings.all.map(\.line)
        #expect(lines.contains { $0.contains(message) }, "\(lines)")
    }
}
