import TestSupport

extension ExportBuilder {
    /// So many overdue fines of students, each with an id of its own: 1.01, 2.01 and so on.
    static func fines(_ code: String, job: Int, _ count: Int = 3) -> ExportBuilder {
        ExportBuilder(code, job: job, fines(count, from: job * 1000))
    }

    static func fines(_ count: Int, from first: Int) -> [Fee] {
        (1...count).map { number in
            Fee("90000000\(number % 10)", "OVERDUEFINE", "\(number).01", id: "\(first + number)")
        }
    }
}

extension CampusDeclaration {
    /// Two plain campuses, for tests in which something happens to the first alone.
    static let pair = [CampusDeclaration("humboldt"), CampusDeclaration("sonoma")]
}

/// What Humboldt's converter makes of `ExportBuilder.fines`.
func debits(_ fees: [ExportBuilder.Fee]) -> String {
    fees.map { fee in
        let sum = fee.sum.split(separator: ".")
        let whole = String(repeating: "0", count: 4 - sum[0].count) + sum[0]
        return "\(fee.user),300000006919,\(whole).\(sum[1]),11/16/2026\n"
    }.joined()
}

let debitsName = "bursar-converted-DEBITS-20112026.dat"
