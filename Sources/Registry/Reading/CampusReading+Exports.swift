internal import BursarModel
internal import Declarations

/// Where the campus's exports come from and its outputs go to.
extension CampusReading {
    func readExports(
        of key: CampusKey?,
        state: CampusState?
    ) -> [ProfileReading] {
        let takesPart = state != .planned && state != .retired
        guard let elements = mapping.sequence("exports") else {
            if !mapping.has("exports"), takesPart {
                findings.error(
                    "`exports` is missing",
                    at: mapping.place,
                    hint: "write an entry for each bursar integration profile in Alma"
                )
            }
            return []
        }
        if elements.isEmpty, takesPart {
            findings.error(
                "`exports` names no profile",
                at: mapping.place(of: "exports"),
                hint: "write an entry for each bursar integration profile in Alma"
            )
        }
        let read = elements.compactMap { element in
            element.mapping().flatMap {
                ExportProfile.read(from: $0, campus: key, findings: findings)
            }
        }
        for (index, later) in read.enumerated() {
            guard let code = later.code,
                let earlier = read[..<index].first(where: { $0.code == code })
            else { continue }
            findings.error(
                "the code `\(code)` stands twice",
                at: later.places.code,
                hint:
                    "codes are unique in Alma; the other one is in line \(earlier.places.code.line)"
            )
        }
        return read
    }

    func readOutbox(of key: CampusKey?) -> OutboxAddress? {
        if let element = mapping.element("outbox") {
            return OutboxAddress.read(element, findings: findings)
        }
        return key.flatMap { FolderPath("outbox/\($0.text)") }.map { .folder($0, group: nil) }
    }
}
