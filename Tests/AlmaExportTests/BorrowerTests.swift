import AlmaExport
import BursarModel
import Testing

/// A borrower's texts hold for all of their fees, wherever they stand.
@Suite struct BorrowerTests {
    private let user = Alma.user
    private let name = Alma.patronName
    private let list = Alma.list([
        Alma.fee, Alma.fee.replacing("12.5", with: "-3").replacing("OVERDUEFINE", with: "CREDIT"),
    ])

    private func texts(_ borrowers: String) throws -> [[FeeField: String]] {
        try ReadExport(Alma.export(borrowers: borrowers)).fees.map(\.texts)
    }

    @Test func `B74: elements of a borrower in any order are the same fees`() throws {
        let plain = try texts(Alma.borrower(user, name, list))
        #expect(plain.count == 2)
        let orders = [
            [user, list, name], [name, user, list], [name, list, user], [list, user, name],
            [list, name, user],
        ]
        for order in orders {
            #expect(try texts(Alma.borrower(order[0], order[1], order[2])) == plain)
        }
    }

    @Test func `B74: elements of a fee in any order are the same fee`() throws {
        var random = SampleRandom(seed: 74)
        let plain = try texts(Alma.borrower(fees: [Alma.fee]))
        let lines = Alma.fee.split(separator: "\n").map(String.init)
        let owner = lines[3...7].joined(), sum = lines[16...20].joined()
        var parts = [lines[1], lines[2], owner] + lines[8...15] + [sum, lines[21]]
        for _ in 0..<50 {
            parts.shuffle(using: &random)
            let fee = "<xb:userFineFee>\(parts.joined())</xb:userFineFee>"
            #expect(try texts(Alma.borrower(fees: [fee])) == plain)
        }
    }

    @Test func `ordinals and lines are those of the export, for fees that waited too`() throws {
        for order in [Alma.borrower(user, name, list), Alma.borrower(list, user, name)] {
            let export = Alma.export(borrowers: order)
            let fees = try ReadExport(export).fees
            #expect(fees.map(\.ordinal) == [1, 2])
            #expect(fees.map(\.line) == lines(of: "<xb:userFineFee>", in: export))
        }
    }

    @Test func `the line of a fee is that of its first character`() throws {
        let spread = "<xb:userFineFee\n a='\n1'\n>"
        let fee = Alma.fee.replacing("<xb:userFineFee>", with: spread)
        let export = Alma.export(borrowers: Alma.borrower(fees: [fee, fee]))
        #expect(try ReadExport(export).fees.map(\.line) == lines(of: spread, in: export))
    }

    private func lines(of part: String, in export: String) -> [Int64] {
        export.ranges(of: part).map { range in
            Int64(1 + export[..<range.lowerBound].count { $0 == "\n" })
        }
    }

    @Test func `a borrower without a name or without a user has fees all the same`() throws {
        var plain = try texts(Alma.borrower(user, name, list))
        for index in plain.indices { plain[index][.patronName] = nil }
        #expect(try texts(Alma.borrower(user, list)) == plain)
        for index in plain.indices {
            plain[index][.userType] = nil
            plain[index][.userValue] = nil
        }
        #expect(try texts(Alma.borrower(list)) == plain)
    }

    @Test func `nothing of one borrower stays for the next`() throws {
        let other = user.replacing("900000001", with: "900000002")
        let ids = try texts(
            Alma.borrower(user, name, list) + Alma.borrower(list) + Alma.borrower(list, other)
                + Alma.borrower(other, name)
        ).map { $0[.userValue] }
        #expect(ids == ["900000001", "900000001", nil, nil, "900000002", "900000002"])
    }

    @Test func `marks of fees that waited stay with them`() throws {
        let twice = Alma.fee.replacing("<xb:sum>", with: "<xb:sum>1</xb:sum><xb:sum>")
        let borrower = Alma.borrower(Alma.list([Alma.fee, twice]), user + user, name)
        let fees = try ReadExport(Alma.export(borrowers: borrower)).fees
        let ofUser: [FeeField] = [.userType, .userValue, .userInstitution]
        #expect(fees.map(\.doubled) == [FeeFieldSet(ofUser), FeeFieldSet(ofUser + [.sum])])
    }

    @Test func `a borrower that changes after fees went out holds the export`() throws {
        for late in [user, name] {
            let borrower = Alma.borrower(user, name, list, late)
            let error = try refusal(of: Alma.export(borrowers: borrower))
            #expect(error?.reason == .unexpectedElement)
        }
    }

    @Test func `more fees than can wait before their borrower hold the export`() throws {
        let fee = Alma.fee.replacing("Tide", with: String(repeating: "x", count: 4000))
        let borrower = Alma.borrower(Alma.list(Array(repeating: fee, count: 1100)), user, name)
        let error = try refusal(of: Alma.export(borrowers: borrower))
        #expect(error?.reason == .unexpectedElement)
    }
}
