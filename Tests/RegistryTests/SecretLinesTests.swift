import BursarModel
import Registry
import TestSupport
import Testing

/// What is found in a campus file is shown with its line, but for lines that hold a secret.
struct SecretLinesTests {
    @Test(arguments: [
        // Each says what is wrong in another way; the secret is `hunter2` everywhere.
        "outbox: sftp://hub:hunter2@ps.example/in",
        "outbox: {sftp: sftp://hub@ps.example/in, also: sftp://hub:hunter2@ps.example/in}",
        "outbox: {sftp: sftp://hub@ps.example/in, password: hunter2}",
        "outbox: {sftp: sftp://hub@ps.example/in, Passphrase: hunter2}",
        "outbox: {sftp: sftp://hub@ps.example/in, pwd : 'hunter2'}",
        "outbox: ~hub:hunter2@ps.example:/in",
        "outbox: ftp://hub:hunter2@ps.example/in",
        "password: hunter2",
        "sftp_password: hunter2",
        "outbox: {sftp: sftp://hub@ps.example/in, key: ../-----BEGIN OPENSSH PRIVATE KEY-----hunter2}",
        "api_token: hunter2",
    ])
    func `no finding shows a secret`(_ line: String) throws {
        let text = CampusText.changing(without: line.hasPrefix("outbox") ? ["outbox"] : []).text
        let found = try CampusText.read(["a.yaml": "\(text)\(line)\n"]).diagnostics
        #expect(!found.isEmpty)
        for finding in found {
            #expect(finding.sourceLine?.contains("hunter2") != true, "\(finding.line)")
            #expect(!finding.line.contains("hunter2"))
        }
    }

    @Test(arguments: [
        "outbx: sftp://hub@ps.example:22/in", "passwords_are_kept_by: nobody",
        "outbox: {sftp: sftp://hub@ps.example:22/in, keys: /etc/key}",
    ])
    func `a line without a secret is shown`(_ line: String) throws {
        let text = CampusText.changing(without: line.hasPrefix("outb") ? ["outbox"] : []).text
        let found = try CampusText.read(["a.yaml": "\(text)\(line)\n"]).diagnostics
        #expect(found.contains { $0.sourceLine == line })
    }
}
