import BursarModel
import Testing

@testable import AlmaExport

@Suite struct ElementIndexTests {
    @Test func `the index has room for every element and a bit for every child`() {
        #expect(ExportElement.allCases.count == 13)
        #expect(ExportElement.allCases.map { Int($0.rawValue) } == Array(0..<13))
        #expect(ExportElement.allCases.map(\.children.count).reduce(0, +) <= 64)
        #expect(FeeField.allCases.count == 21)
    }

    @Test func `every field has exactly one place, but for the call number's two spellings`() {
        var places: [FeeField: Int] = [:]
        for child in ExportElement.allCases.flatMap(\.children) {
            if case .field(let field) = child.meaning { places[field, default: 0] += 1 }
        }
        for field in FeeField.allCases {
            #expect(places[field] == (field == .callNumber ? 2 : 1), "\(field)")
        }
    }
}
