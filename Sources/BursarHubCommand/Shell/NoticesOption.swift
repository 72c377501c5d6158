import ArgumentParser
import BursarModel
import Declarations
import Hub
import Notices
import Posix

/// Where it is written who is told of runs.
struct NoticesOption: ParsableArguments {
    @Option(
        help:
            "Who is told, and how (environment: BURSARHUB_NOTICES; default: notices.yaml in the home, where it exists)."
    )
    var notices: String?

    /// The file as a person named it, or the home's; nil where nobody is to be told.
    func file(in home: Home) throws -> DeclarationFile? {
        if let path = notices ?? Environment["BURSARHUB_NOTICES"] {
            return try NoticesOption.read(path)
        }
        guard let name = FileName("notices.yaml"), try home.folder.status(of: name) != nil else {
            return nil
        }
        return try NoticesOption.read("\(home.path)/notices.yaml")
    }

    static func read(_ path: String) throws -> DeclarationFile {
        let files = try DeclarationFiles.collect([path])
        guard files.count == 1, let file = files.first else {
            throw CommandFailure(
                .configurationRefused,
                "\(Printable(path)) is a folder",
                remedy: "name the file, such as notices.yaml"
            )
        }
        return file
    }

    /// What the file says, and a courier for it; nil where nobody is to be told.
    func settings(in home: Home) throws -> (settings: NoticeSettings, courier: Courier)? {
        guard let file = try file(in: home) else { return nil }
        let findings = Findings(file: file.name)
        guard let settings = NoticeSettings(file, findings: findings) else {
            let first = findings.all.first { $0.severity == .error }
            throw CommandFailure(
                .configurationRefused,
                "\(Printable(first?.line ?? file.name))",
                remedy: "`bursarhub notices check \(Printable(file.name))` shows all that is wrong"
            )
        }
        return (settings, Courier(settings, in: NoticesOption.folder(of: file.name)))
    }

    /// The same for a command that is about nothing else.
    func required(in home: Home) throws -> (settings: NoticeSettings, courier: Courier) {
        if let found = try settings(in: home) { return found }
        throw CommandFailure(
            .configurationRefused,
            "nobody is to be told: there is no notices.yaml",
            remedy: "write one (docs/notices.md) into the home, or name it with --notices"
        )
    }

    private static func folder(of path: String) -> String {
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        return parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
    }
}
