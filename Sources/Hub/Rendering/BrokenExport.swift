import AlmaExport
import BursarModel

/// An export that could not be read to its end, and the number it had given until then.
///
/// The number lets a complete export set aside the broken upload of it that came under another name.
struct BrokenExport: Error {
    var reason: HoldReason
    var message: Message
    var exportNumber: String?

    init(_ error: ExportReadError, exportNumber: String?) {
        reason = error.reason
        message = "line \(error.line), column \(error.column): \(error.message)"
        self.exportNumber = exportNumber
    }
}
