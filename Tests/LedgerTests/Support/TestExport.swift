import BursarModel
import Digests
import Ledger

/// An export of some fees, as a run would have taken and read it.
struct TestExport {
    var name: String
    var exportNumber: String
    var fees: [TestFee]
    /// Of a held export that is judged anew: the number it has already.
    var knownAs: Int?
    var isReleased = false

    init(_ fees: [TestFee]) {
        self.init("HUMBURSAR-1.xml", number: "1000001234", fees)
    }

    init(
        _ name: String,
        number exportNumber: String,
        knownAs: Int? = nil,
        isReleased: Bool = false,
        _ fees: [TestFee]
    ) {
        self.name = name
        self.exportNumber = exportNumber
        self.fees = fees
        self.knownAs = knownAs
        self.isReleased = isReleased
    }

    var file: TakenExport { TestExport.file(name, content: "\(name) \(exportNumber)") }

    static func file(_ name: String, content: String) -> TakenExport {
        guard let code = ProfileCode("HUMBURSAR") else { preconditionFailure("no profile code") }
        let digest = SHA256Digest(of: content)
        return TakenExport(
            name: name,
            sha256: digest,
            bytes: Int64(content.utf8.count),
            code: code,
            jobID: "77",
            archivedAs: "\(digest.hex).xml",
            receivedAt: LedgerDesk.evening,
            takenAt: LedgerDesk.evening
        )
    }
}
