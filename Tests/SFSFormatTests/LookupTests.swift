import BursarModel
import Declarations
import SFSFormat
import Testing

struct LookupTests {
    private func value(_ table: LookupTable, _ fee: Fee, column: String = "value") throws
        -> String?
    {
        try table.value(ofColumn: column, for: fee.texts, fee.facts())
    }

    @Test func `a lookup by one key finds exactly that key`() throws {
        let table = try lookup("by: fee.type\nvalues: {OVERDUEFINE: \"1\", OTHER: \"2\"}")
        #expect(try value(table, Fee(type: "OVERDUEFINE")) == "1")
        #expect(try value(table, Fee(type: "OTHER")) == "2")
        #expect(try value(table, Fee(type: "OTHE")) == nil)
        #expect(try value(table, Fee(type: "other")) == nil)
        #expect(try value(table, Fee(type: "")) == nil)
    }

    @Test func `a default stands for every other key`() throws {
        let table = try lookup("by: fee.type\nvalues: {OTHER: \"2\"}\ndefault: \"9\"")
        #expect(try value(table, Fee(type: "OTHER")) == "2")
        #expect(try value(table, Fee(type: "X")) == "9")
    }

    @Test func `a row with exact keys goes before one with a star`() throws {
        let table = try lookup(
            """
            by: [fee.library, fee.type, sign]
            values:
              - {key: ["*", "*", "*"], value: all}
              - {key: ["*", "*", credit], value: credit}
              - {key: [MAIN, "*", "*"], value: main}
              - {key: [MAIN, OTHER, charge], value: exact}
            """
        )
        #expect(try value(table, Fee(type: "OTHER", library: "MAIN")) == "exact")
        #expect(try value(table, Fee(type: "X", library: "MAIN")) == "main")
        #expect(try value(table, Fee(library: "LAW", sum: "-1")) == "credit")
        #expect(try value(table, Fee(library: "MAIN", sum: "-1")) == "credit")  // the first of two
        #expect(try value(table, Fee(library: "LAW")) == "all")
    }

    @Test func `keys that only look alike when joined are told apart`() throws {
        let table = try lookup(
            """
            by: [fee.library, fee.type]
            values:
              - {key: [AB, C], value: one}
              - {key: [A, BC], value: two}
            """
        )
        #expect(try value(table, Fee(type: "C", library: "AB")) == "one")
        #expect(try value(table, Fee(type: "BC", library: "A")) == "two")
        #expect(try value(table, Fee(type: "", library: "ABC")) == nil)
    }

    @Test func `a lookup can have several columns`() throws {
        let table = try lookup(
            """
            by: fee.type
            values: {OTHER: {account: "1", text: one}, X: {text: two, account: "2"}}
            default: {account: "9", text: ""}
            """
        )
        #expect(try value(table, Fee(type: "X"), column: "account") == "2")
        #expect(try value(table, Fee(type: "OTHER"), column: "text") == "one")
        #expect(try value(table, Fee(type: "Z"), column: "account") == "9")
        #expect(try value(table, Fee(type: "X"), column: "value") == nil)
    }

    @Test func `a table of many keys finds each of them`() throws {
        let rows = (0..<500).map { "  TYPE\($0): \"\($0)\"" }.joined(separator: "\n")
        let table = try lookup("by: fee.type\nvalues:\n\(rows)")
        for number in 0..<500 {
            #expect(try value(table, Fee(type: "TYPE\(number)")) == "\(number)")
        }
        #expect(try value(table, Fee(type: "TYPE500")) == nil)
    }

    @Test(arguments: [
        ("values: {A: \"1\"}", "`by` is missing"),
        ("by: fee.typ\nvalues: {A: \"1\"}", "unknown value `fee.typ`; did you mean `fee.type`?"),
        ("by: amount.absolute\nvalues: {A: \"1\"}", "a lookup cannot be asked by"),
        ("by: fee.type", "`values` is missing"),
        ("by: fee.type\nvalues: {}", "the lookup has no values"),
        ("by: fee.type\nvalues: {A: \"\"}", "the value is empty"),
        ("by: fee.type\nvalues: {A: \"1\"}\ndefualt: \"2\"", "unknown key `defualt`"),
        ("by: [fee.type, sign]\nvalues: {A: \"1\"}", "a lookup by several keys lists its rows"),
        ("by: [fee.type, sign]\nvalues: [{key: [A], value: x}]", "the row has 1 keys"),
        ("by: [fee.type, sign]\nvalues: [{key: [A, debit], value: x}]", "`debit` is no sign"),
        ("by: fee.type\nvalues: [{key: A, value: x}, {key: A, value: y}]", "a row for these keys"),
        ("by: fee.type\nvalues: [{key: A, a: x}, {key: B, b: y}]", "the row has no `a`"),
        ("by: fee.type\nvalues: [{key: A}]", "the row has no value"),
    ])
    func `what is wrong with a lookup is said`(yaml: String, message: String) throws {
        let findings = Findings(file: "campus.yaml")
        let file = DeclarationFile(name: "campus.yaml", text: yaml)
        let mapping = try #require(readDeclaration(file, findings: findings))
        _ = LookupTable.read(from: mapping, findings: findings)
        let lines = findings.all.map(\.line)
        #expect(lines.contains { $0.contains(message) }, "\(lines)")
    }
}
