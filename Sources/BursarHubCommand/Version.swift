import AlmaExport
import Hub
import PostgreSQL

/// What `--version` says: the program's version and those of the libraries in use.
enum Version {
    static var text: String {
        """
        bursarhub \(HubVersion.text)
        libpq \(PostgresLibrary.version)
        libxml2 \(XMLLibrary.version)
        """
    }
}
