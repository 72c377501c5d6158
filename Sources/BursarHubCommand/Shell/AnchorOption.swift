import ArgumentParser
import Hub

/// Where the audit trail's end is kept outside the database.
struct AnchorOption: ParsableArguments {
    @Option(
        help:
            "The file that keeps the audit trail's end outside the database (environment: BURSARHUB_AUDIT_ANCHOR; default: audit.anchor in the home)."
    )
    var auditAnchor: String?

    func anchor(in home: Home) -> AuditAnchor {
        AuditAnchor(home, at: auditAnchor ?? Environment["BURSARHUB_AUDIT_ANCHOR"])
    }
}
