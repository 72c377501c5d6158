import BursarModel
public import Declarations

extension NoticeSettings {
    /// Reads `notices.yaml`; what is wrong with it is found all at once.
    ///
    /// - Returns: nil where the findings hold an error.
    public init?(_ file: DeclarationFile, findings: Findings) {
        guard let mapping = readDeclaration(file, findings: findings) else { return nil }
        let reading = NoticeReading(mapping: mapping, findings: findings)
        let from = mapping.required(string: "from").flatMap(reading.address)
        let consortium = reading.addresses("consortium")
        let summary = mapping.choice("summary", of: TellingRules.OfRuns.self)
        let campuses = mapping.choice("campuses", of: TellingRules.OfCampuses.self)
        let sendmail = mapping.string("sendmail").map(reading.program)
        let link = mapping.string("link").flatMap { reading.pages($0) }
        let webhook = mapping.mapping("webhook").flatMap(reading.webhook)
        mapping.finish()
        guard !findings.hasErrors, let from else { return nil }
        self.init(
            from: from,
            consortium: consortium,
            summary: summary?.value ?? .always,
            campuses: campuses?.value ?? .changes,
            sendmail: sendmail ?? NoticeSettings.usualSendmail,
            link: link,
            webhook: webhook
        )
    }
}

/// The values of one file, each looked at by itself.
private struct NoticeReading {
    let mapping: Mapping
    let findings: Findings

    func addresses(_ key: StaticString) -> [MailAddress] {
        var seen: Set<String> = []
        return (mapping.strings(key) ?? []).compactMap { text in
            guard let address = address(text) else { return nil }
            guard seen.insert(address.text.lowercased()).inserted else {
                findings.warning("this address stands twice", at: text.place)
                return nil
            }
            return address
        }
    }

    func address(_ text: Placed<String>) -> MailAddress? {
        if let address = MailAddress(text.value) { return address }
        findings.error(
            "this is no mail address",
            at: text.place,
            hint: "write it bare, as library-billing@campus.edu"
        )
        return nil
    }

    func program(_ text: Placed<String>) -> String {
        if !text.value.hasPrefix("/") || text.value.contains("\0") {
            findings.error(
                "this is not the whole path of a program",
                at: text.place,
                hint: "write it as \(Printable(NoticeSettings.usualSendmail)), without arguments"
            )
        } else if text.value.contains(" ") {
            findings.error(
                "arguments are not taken here",
                at: text.place,
                hint: "name the program alone; the hub gives its arguments"
            )
        }
        return text.value
    }

    func pages(_ text: Placed<String>) -> String? {
        guard let link = checked(text) else { return nil }
        return link.hasSuffix("/") ? String(link.dropLast()) : link
    }

    func webhook(_ mapping: Mapping) -> NoticeSettings.Webhook? {
        let url = mapping.required(string: "url").flatMap(checked)
        let secretFile = mapping.required(string: "secret_file")
        let when = mapping.choice("when", of: TellingRules.OfRuns.self)
        mapping.finish()
        guard let url, let secretFile else { return nil }
        return NoticeSettings.Webhook(
            url: url,
            secretFile: secretFile.value,
            when: when?.value ?? .trouble
        )
    }

    /// The finding does not show the address: a webhook's often holds a secret.
    private func checked(_ text: Placed<String>) -> String? {
        if WebAddress.isUsable(text.value) { return text.value }
        findings.error(
            "this is no address that may be used",
            at: text.place,
            hint:
                "begin it with https://, or for this machine with http://127.0.0.1; it holds no user and no password"
        )
        return nil
    }
}
