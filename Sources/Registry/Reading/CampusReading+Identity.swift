internal import BursarModel
internal import Declarations

/// Who the campus is, in its own words, Alma's and PeopleSoft's.
extension CampusReading {
    func readKey(_ text: Placed<String>) -> CampusKey? {
        if let key = CampusKey(text.value) { return key }
        findings.refuse(
            text,
            "is no campus key",
            hint: "a key is 1 to 31 small letters, digits and `-`, and begins with a letter"
        )
        return nil
    }

    func readInstitution(_ text: Placed<String>) -> String? {
        let isCode =
            (1...32).contains(text.value.utf8.count)
            && text.value.allSatisfy {
                $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")
            }
        if isCode { return text.value }
        findings.refuse(
            text,
            "is no Alma institution",
            hint: "write its code as Alma has it: 01CALS_HUL"
        )
        return nil
    }

    /// At most 7 digits: export numbers end in it, padded to 7.
    func readNumber(_ text: Placed<String>) -> String? {
        let isNumber =
            (1...7).contains(text.value.utf8.count)
            && text.value.utf8.allSatisfy { $0.decimalDigit != nil }
        if isNumber { return text.value }
        findings.refuse(
            text,
            "is no institution number",
            hint: "write the digits of InstitutionId in the campus's exports, 7 at most"
        )
        return nil
    }

    /// At most 5 characters, as BUSINESS_UNIT in PeopleSoft.
    func readBusinessUnit(_ text: Placed<String>) -> String? {
        let isUnit =
            (1...5).contains(text.value.utf8.count)
            && text.value.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        if isUnit { return text.value }
        findings.refuse(
            text,
            "is no business unit",
            hint: "PeopleSoft's have 1 to 5 capital letters and digits, such as HMCMP"
        )
        return nil
    }

    func readTimeZone(_ text: Placed<String>) -> String? {
        if timeZones.has(text.value) { return text.value }
        guard timeZones.isInstalled else {
            findings.error(
                "this machine has no time zones",
                at: text.place,
                hint: "install the package tzdata"
            )
            return nil
        }
        findings.refuse(
            text,
            "is no time zone",
            hint: meant(text.value, among: TimeZoneFolder.likely)
                ?? "write a name of the time zone database, such as America/Los_Angeles"
        )
        return nil
    }

    func readContacts() -> [String] {
        guard let contacts = mapping.strings("contacts") else { return [] }
        for contact in contacts {
            let halves = contact.value.split(separator: "@", omittingEmptySubsequences: false)
            let isAddress =
                halves.count == 2 && halves.allSatisfy { !$0.isEmpty && $0.first != "-" }
                && contact.value.utf8.count <= 254
                && contact.value.allSatisfy {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "@._%+-'".contains($0))
                }
            if !isAddress {
                findings.refuse(
                    contact,
                    "is no mail address",
                    hint: "write it as library-billing@campus.edu"
                )
            }
        }
        return contacts.map(\.value)
    }

    /// What the clerk enters; the widths are PeopleSoft's.
    func readLoadSettings() -> LoadSettings {
        guard let settings = mapping.mapping("sfs") else { return LoadSettings() }
        let read = LoadSettings(
            groupType: settings.element("group_type")?.text(atMost: 15),
            layout: settings.element("layout")?.text(atMost: 8),
            origin: settings.element("origin")?.text(atMost: 5)
        )
        settings.finish()
        return read
    }

    func readConfirmation(_ mapping: Mapping) -> LayoutConfirmation? {
        let date = mapping.requiredElement("date")?.date()
        let by = mapping.requiredElement("by")?.text(atMost: 200)
        mapping.finish()
        guard let date, let by else { return nil }
        return LayoutConfirmation(date: date, by: by)
    }

    func checkState(_ state: Placed<CampusState>, key: CampusKey?, successor: CampusKey?) {
        if state.value == .live, !mapping.has("layout_confirmed") {
            findings.error(
                "a live campus needs `layout_confirmed`",
                at: state.place,
                hint: "write who confirmed the layout and when, or `state: trial` until then"
            )
        }
        guard let successor else { return }
        let place = mapping.element("succeeded_by")?.place ?? state.place
        if state.value != .retired {
            findings.error(
                "only a retired campus is succeeded by another",
                at: place,
                hint: "write `state: retired`, or remove the line"
            )
        }
        if successor == key {
            findings.error(
                "a campus cannot succeed itself",
                at: place,
                hint: "name another campus's key"
            )
        }
    }
}
