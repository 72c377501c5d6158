import BursarModel
import Locations
import Posix

/// Patrons' data at rest: the archive holds every export.
struct EncryptionCheck: Examination {
    static let name = "encryption"
    static let area = DoctorReport.Area.home

    let home: Home
    var machine = Machine()

    func examine(_ findings: inout Findings) throws {
        let volume = Volume(device: try home.folder.status().device)
        switch try volume.encryption(by: machine) {
        case .encrypted: findings.fine("the home's volume is encrypted (dm-crypt)")
        case .open:
            findings.warn(
                "the home's volume is not encrypted by this machine",
                remedy:
                    "put the home on an encrypted volume (LUKS), or make sure that the storage below encrypts"
            )
        case .unknown:
            findings.warn(
                "whether the home's volume is encrypted is not known here",
                remedy: "ask whoever keeps the storage"
            )
        }
    }
}
