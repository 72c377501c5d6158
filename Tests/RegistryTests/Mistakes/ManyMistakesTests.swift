import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// Many mistakes in one campus and its format are said in one go, each once.
struct ManyMistakesTests {
    private let campus = MarkedText(
        """
        campus: alpha
        name: Alpha State University
        ①bussiness_unit: AACMP
        alma_institution: ②alpha
        time_zone: ③America/Los_Angles
        state: ④trail
        exports:
          - {code: ⑤ALPHA/BURSAR, schedule: ⑥dayly 18:00, format: typed}
        students: '^[0-9]+⑦*$'
        constants: {credit_item_type: ⑧"82000020612999"}
        lookups:
          item_type:
            by: fee.type
            values:
              ⑨OVERDUEFIN: "300000006919"
              LOSTITEMPROCESSFEE: "300000006918"
          broken: {by: ⑩fee.typ, values: {OTHER: A}}
        terms:
          - {code: "2267", from: 2026-08-17, to: ⑪2026-02-30}

        """
    )
    private let format = MarkedText(
        """
        format: typed
        record: {kind: fixed, length: 30}
        fields:
          - {name: EMPLID, value: ②user.idd, width: 9}
          - {name: ITEM_TYPE, value: ③lookup.item_type, width: 11}
          - {name: CREDIT, value: ④campus.credit_itemtype, width: 12}
          - {name: NOTE, value: lookup.broken, width: 9}
          - {name: DATE, value: fee.date, picture: MM/⑤DD/yyyy, width: 10}
          - {name: AMOUNT, value: amount.signed, picture: ⑥"0,00", width: 9}
          - {name: TERM, value: term, width: 4, ⑦alignn: left}
        files:
          - {name: "a-{⑧run.dat}.dat", when: {sign: charge}}
          - {name: "b-{run.date}.dat", when: {sign: ⑨credits}}

        """
    )

    @Test func `B85 all of them are said at once, and nothing that only follows from another`()
        throws
    {
        let today = try #require(CampusText.today)
        let files = [
            DeclarationFile(name: "alpha.yaml", text: campus.text),
            DeclarationFile(name: "typed.yaml", text: format.text),
        ]
        let found = Registry.read(RegistrySources(files: files), today: today).diagnostics
        func places(_ text: MarkedText, _ marks: String) -> [Place] { marks.map { text[$0] } }
        let inCampus = found.filter { $0.file == "alpha.yaml" }
        let inFormat = found.filter { $0.file == "typed.yaml" }
        #expect(
            inCampus.compactMap(\.place) == places(campus, "①②③④⑤⑥⑦⑧⑨⑩⑪"),
            "\(inCampus.map(\.line).joined(separator: "\n"))"
        )
        #expect(
            inFormat.compactMap(\.place) == places(format, "②③④⑤⑥⑦⑧⑨"),
            "\(inFormat.map(\.line).joined(separator: "\n"))"
        )
    }
}
