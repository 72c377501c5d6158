import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// One small edit of a sound file that a person could make, and what must be said of it.
struct Mistake: CustomTestStringConvertible {
    /// The sound files: two campuses and their formats, as they come with the product.
    enum File: String {
        case humboldt = "campuses/humboldt.yaml"
        case humboldtFormat = "campuses/formats/humboldt-sf.yaml"
        case chico = "campuses/chico.yaml"
        case sample = "campuses/formats/csu-sfs-sample.yaml"

        /// The campus file and the format file it belongs to.
        var pair: [File] {
            switch self {
            case .humboldt, .humboldtFormat: [.humboldt, .humboldtFormat]
            case .chico, .sample: [.chico, .sample]
            }
        }
    }

    let file: File
    /// What stands in the sound file, once, and what is written in its stead.
    let old: String
    let new: String
    /// A piece of the edited text with ① before what is meant, where that is not in `new`.
    var at: String?
    let underlined: String
    var severity = Diagnostic.Severity.error
    let says: String
    let remedy: String
    /// All errors that the edit makes: nothing is said twice in other words.
    var errors = 1
    /// The file that the finding is in, where it is the other one.
    var saidIn: File?

    var testDescription: String { "\(file.rawValue): \(new.isEmpty ? "without \(old)" : new)" }

    /// All files, this one with the mistake.
    func edited() throws -> [DeclarationFile] {
        try Mistake.files(of: file).map { source in
            guard source.name == file.rawValue else { return source }
            try #require(source.text.components(of: old) == 2, "`\(old)` stands once")
            return DeclarationFile(
                name: source.name,
                text: source.text.replacing(old, with: new.replacing("①", with: ""))
            )
        }
    }

    /// Where the finding must stand in the edited text.
    func place(in files: [DeclarationFile]) throws -> Place {
        let text = try #require(files.first { $0.name == (saidIn ?? file).rawValue }).text
        let marked = at ?? new
        let plain = marked.replacing("①", with: "")
        try #require(marked.contains("①") && text.components(of: plain) == 2, "\(plain)")
        return MarkedText(text.replacing(plain, with: marked))["①"]
    }

    static func files(of file: File) throws -> [DeclarationFile] {
        let names = file.pair.map(\.rawValue)
        return try RepositoryCampuses.files().filter { names.contains($0.name) }
    }
}

extension String {
    /// One more than how often a text stands in it.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count
    }
}
