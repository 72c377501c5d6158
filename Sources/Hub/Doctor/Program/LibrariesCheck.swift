import AlmaExport
import BursarModel
import Digests
import Posix
import PostgreSQL

/// The libraries that read exports, compute digests and talk to the database, and whether the
/// machine's package lists know of a newer security version. Nothing is fetched.
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

    /// Nil without apt.
    private func policy() -> String? {
        var environment = ChildProcess.inherited("PATH")
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

/// What `apt-cache policy` says of one package.
struct PackagePolicy: Equatable {
    var name: String
    var installed: String
    /// The newest version above the installed one that a security archive has.
    var securityUpdate: String?

    /// The table lists versions from the newest on, with their archives below; `***` is installed.
    static func parse(_ text: String) -> [PackagePolicy] {
        var packages: [PackagePolicy] = []
        var version = ""
        var isAbove = false
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if !line.hasPrefix(" "), line.hasSuffix(":") {
                packages.append(PackagePolicy(name: String(line.dropLast()), installed: ""))
                isAbove = false
            } else if words.first == "Installed:", words.count > 1, !packages.isEmpty {
                packages[packages.count - 1].installed = String(words[1])
            } else if words.first == "Version" {
                isAbove = true
            } else if words.first == "***" {
                isAbove = false
            } else if words.count == 2, Int(words[1]) != nil {
                version = String(words[0])
            } else if isAbove, line.contains("-security"),
                packages.last?.securityUpdate == nil, !packages.isEmpty
            {
                packages[packages.count - 1].securityUpdate = version
            }
        }
        return packages.filter { !$0.installed.isEmpty && $0.installed != "(none)" }
    }
}
