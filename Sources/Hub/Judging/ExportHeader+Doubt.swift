import AlmaExport
import BursarModel
import Registry

extension ExportHeader {
    /// A doubt about the export as a whole that its own texts give rise to; nil where there is none.
    ///
    /// `passing` are the reasons that a person let pass for this export.
    func doubt(
        at campus: Campus,
        passing: Set<HoldReason> = []
    ) -> (reason: HoldReason, message: Message)? {
        if exportNumbers.isEmpty, !passing.contains(.noExportNumber) {
            return (.noExportNumber, "")
        }
        if exportNumbers.count > 1, !passing.contains(.twoExportNumbers) {
            return (.twoExportNumbers, "")
        }
        if let institution = campus.institutionNumber, !isOf(institution: institution),
            !passing.contains(.wrongCampus)
        {
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
