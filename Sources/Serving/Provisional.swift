import BursarModel
import Ledger

struct ExportID: Hashable, Sendable {
    var campus: CampusKey
    var number: Int

    init?(_ text: String) {
        guard case .export(let campus, let number)? = HeldItemID(text) else { return nil }
        self.campus = campus
        self.number = number
    }
}

struct Grant: Sendable, Equatable {
    var name: String
    var viewer: Viewer
    var mayTrace: Bool
}

extension Ledger {
    func asViewer<Value>(_ viewer: Viewer, _ body: (Ledger) throws -> Value) throws -> Value {
        try body(self)
    }
    func runEntries(limit: Int, before: Timestamp?) throws -> [RunEntry] { [] }
    func exportDetail(_ id: ExportID) throws -> ExportDetail? { nil }
    func grant(of hash: [UInt8]) throws -> Grant? { nil }
    func noteTrace(viewerName: String, campus: CampusKey, subject: String) throws {}
    func hasTokens() throws -> Bool { false }
}
