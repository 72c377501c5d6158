import AlmaExport
import BursarModel
import Digests
import Posix
import PostgreSQL

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
