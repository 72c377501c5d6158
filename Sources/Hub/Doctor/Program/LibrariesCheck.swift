import AlmaExport
import BursarModel
import Digests
import Posix
import PostgreSQL

/// The libraries that read exports, compute digests and talk to the database.
///
/// Whether there is a newer security version, the machine's package lists know; nothing is fetched.
struct LibrariesCheck: Examination {
    static let name = "libraries"
    static let area = DoctorReport.Area.program

    private static let packages = ["libpq5", "libxml2", "libxml2-16", "libssl3", "libssl3t64"]

    func examine(_ findings: inout Findings) throws {
        let versions: Message =
            "libpq \(Printable(PostgresLibrary.version)), libxml2 \(Printable(XMLLibrary.version)), OpenSSL \(Printable(CryptoLibrary.version))"
        guard let policy = policy() else {
            return findings.fine("\(versions); no package lists here tell of newer ones")
        }
        let newer = PackagePolicy.parse(policy).filter { $0.securityUpdate != nil }
        if newer.isEmpty { findings.fine("\(versions); the package lists know of no newer one") }
        for package in newer {
            findings.warn(
                "\(Printable(package.name)) \(Printable(package.installed)) has a security update, \(Printable(package.securityUpdate ?? ""))",
                remedy: "apt upgrade \(Printable(package.name)), then run `bursarhub doctor` again"
            )
        }
    }

    /// Nil without apt, which may have been told of another configuration.
    private func policy() -> String? {
        var environment = ChildProcess.inherited("PATH", "APT_CONFIG")
        environment["LC_ALL"] = "C"
        let apt = ChildProcess(
            "apt-cache",
            ["policy"] + LibrariesCheck.packages,
            environment: environment
        )
        do throws(ChildProcessError) {
            let outcome = try apt.run(deadline: .seconds(10))
            return outcome.succeeded && !outcome.outputText.isEmpty ? outcome.outputText : nil
        } catch {
            return nil
        }
    }
}
