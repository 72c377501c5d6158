internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Binds the formats that a campus's profiles name to what the campus lends them.
struct FormatBinding {
    private(set) var formats: [String: CompiledFormat] = [:]
    private(set) var sources: [String: DeclarationFile] = [:]
    private(set) var isComplete = true
    private var declarations: [FormatDeclaration] = []
    private var areAllKnown = true
    private let shelf: FormatShelf
    private let findings: Findings

    /// `lacking` is what stands in the campus's file but could not be read.
    init(
        of campus: Campus,
        lacking unreadable: UnreadableVocabulary,
        formats named: [Placed<String>],
        shelf: FormatShelf,
        findings: Findings
    ) {
        self.shelf = shelf
        self.findings = findings
        var vocabulary = campus.vocabulary
        vocabulary.unreadable = unreadable
        var seen: Set<String> = []
        for name in named where seen.insert(name.value).inserted { bind(name, to: vocabulary) }
    }

    private mutating func bind(_ name: Placed<String>, to campus: CampusVocabulary) {
        switch shelf.find(name.value, for: campus.key) {
        case .format(let format):
            guard let declaration = format.draft else {
                (isComplete, areAllKnown) = (false, false)
                return
            }
            declarations.append(declaration)
            areAllKnown = areAllKnown && declaration.isSound
            // What is wrong with a format, or between it and the campus, is said in its own file.
            guard
                let compiled = CompiledFormat.compile(
                    declaration,
                    for: campus,
                    findings: format.findings
                ), format.declaration != nil
            else {
                isComplete = false
                return
            }
            formats[name.value] = compiled
            sources.merge(format.sources) { one, _ in one }
        case .unknown:
            (isComplete, areAllKnown) = (false, false)
            findings.error(
                "there is no format `\(shown(name.value))`",
                at: name.place,
                hint: meant(name.value, among: shelf.names) ?? knownFormats
            )
        case .different:
            (isComplete, areAllKnown) = (false, false)
            findings.error(
                "campuses have different versions of the format `\(shown(name.value))` in force",
                at: name.place,
                hint: "give its file too"
            )
        }
    }

    /// What the formats ask for together; nil where one of them is not known as a whole.
    var asked: AskedVocabulary? {
        guard areAllKnown, !declarations.isEmpty else { return nil }
        return declarations.map(\.asked).reduce(into: AskedVocabulary()) { all, one in
            all.constants.formUnion(one.constants)
            all.lookups.formUnion(one.lookups)
            all.asksTerm = all.asksTerm || one.asksTerm
        }
    }

    private var knownFormats: Message {
        shelf.names.isEmpty
            ? "give its file too" : "give its file too, or name one of \(fileNames(shelf.names))"
    }
}

extension Campus {
    /// What the campus lends to its formats.
    var vocabulary: CampusVocabulary {
        CampusVocabulary(
            key: key,
            name: name,
            businessUnit: businessUnit,
            constants: constants,
            lookups: lookups,
            terms: terms,
            termDate: termDate,
            students: students
        )
    }
}
