import BursarModel
import Declarations
import SFSFormat
import Testing

struct ConditionTests {
    private func holds(_ yaml: String, _ fee: Fee) throws -> Bool {
        let condition = Condition(
            try reading(yaml) { ConditionDeclaration.read(from: $0, findings: $1) }
        )
        let runDate = try #require(CalendarDate(year: 2026, month: 11, day: 30))
        return condition.matches(fee.texts, try fee.facts(), runDate: runDate)
    }

    @Test(arguments: [
        ("sign: charge", Fee(), true), ("sign: credit", Fee(), false),
        ("sign: credit", Fee(sum: "-1"), true),
        ("borrower: other", Fee(), false), ("borrower: other", Fee(borrower: .other), true),
        ("fee.type: OVERDUEFINE", Fee(), true), ("fee.type: [A, OVERDUEFINE]", Fee(), true),
        ("fee.type: [A, B]", Fee(), false), ("fee.type: OVERDUE", Fee(), false),
        ("fee.library: LAW", Fee(), false), ("fee.library: MAIN", Fee(), true),
        ("user.id: \"/9[0-9]{8}/\"", Fee(), true), ("user.id: \"/9[0-9]{7}/\"", Fee(), false),
        ("amount: {at_least: 12.50}", Fee(), true), ("amount: {at_least: 12.51}", Fee(), false),
        ("amount: {at_most: 12.5}", Fee(sum: "-12.5"), true),
        ("amount: {at_least: 1, at_most: 12}", Fee(), false),
        ("age_days: {at_least: 10}", Fee(), true), ("age_days: {at_least: 11}", Fee(), false),
        ("age_days: {at_most: 10}", Fee(), true), ("age_days: {at_most: 9}", Fee(), false),
        ("not: {sign: credit}", Fee(), true), ("not: {sign: charge}", Fee(), false),
        ("any: [{sign: credit}, {fee.library: MAIN}]", Fee(), true),
        ("any: [{sign: credit}, {fee.library: LAW}]", Fee(), false),
        ("{sign: charge, not: {any: [{fee.type: A}, {borrower: other}]}}", Fee(), true),
        ("{sign: charge, borrower: student, fee.library: LAW}", Fee(), false),
    ])
    func `all keys of a condition must hold`(yaml: String, fee: Fee, expected: Bool) throws {
        #expect(try holds(yaml, fee) == expected)
    }

    @Test(arguments: [
        ("{}", "the condition asks nothing"), ("sing: credit", "did you mean `sign`?"),
        ("sign: debit", "`sign` cannot be `debit`"), ("fee.type: []", "is met by no fee"),
        ("user.id: \"900123456\"", "write it between slashes"),
        ("user.id: \"/(/\"", "is empty"), ("amount: {}", "no bound is given"),
        ("amount: {at_least: 1.234}", "`1.234` is no amount"),
        ("amount: {at_least: -1}", "`-1` is no amount"),
        ("amount: {at_least: 3, at_most: 2}", "`at_most` is less than `at_least`"),
        ("age_days: {at_least: x}", "not a whole number"), ("any: []", "`any` lists no condition"),
        ("not: {}", "the condition asks nothing"),
    ])
    func `what is wrong with a condition is said`(yaml: String, message: String) throws {
        let findings = Findings(file: "format.yaml")
        let file = DeclarationFile(name: "format.yaml", text: yaml)
        let mapping = try #require(readDeclaration(file, findings: findings))
        #expect(ConditionDeclaration.read(from: mapping, findings: findings) == nil)
        let lines = findings.all.map(\.line)
        #expect(lines.contains { $0.contains(message) }, "\(lines)")
    }
}
