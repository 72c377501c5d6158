import AlmaExport
import BursarModel
import Registry

extension ExportHeader {
    /// A doubt about the export as a whole that its own texts give rise to; nil where there is none.
    func doubt(at campus: Campus) -> (reason: HoldReason, message: Message)? {
        guard !exportNumbers.isEmpty else { return (.noExportNumber, "") }
        guard exportNumbers.count == 1 else { return (.twoExportNumbers, "") }
        if let institution = campus.institutionNumber, !isOf(institution: institution) {
            return (.wrongCampus, "its numbers do not end in the campus's institution number")
        }
        return nil
    }

    /// Whether export number and institution ids are those of one Alma institution.
    ///
    /// Alma ends an export's number in the institution's number, padded to seven digits.
    func isOf(institution: String) -> Bool {
        let padding = String(repeating: "0", count: max(0, 7 - institution.utf8.count))
        return exportNumbers.allSatisfy { $0.hasSuffix(padding + institution) }
            && institutionIDs.allSatisfy { $0 == institution }
    }
}
