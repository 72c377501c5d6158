import BursarModel
import Ledger

/// How the files of two revisions differ.
enum SourceDifferences {
    /// The campus file is compared with the campus file, whatever it is called, and a format file
    /// with that of its name.
    static func between(
        _ old: [RevisionRecord.Source],
        _ new: [RevisionRecord.Source],
        named name: (String) -> String = { $0 }
    ) -> [FileDifference] {
        let campusFile = FileDifference(
            name: name(new.first?.name ?? old.first?.name ?? ""),
            from: old.first?.text,
            to: new.first?.text
        )
        let before = texts(of: old.dropFirst())
        let after = texts(of: new.dropFirst())
        let formats = Set(before.keys).union(after.keys).sorted().map { file in
            FileDifference(name: name(file), from: before[file], to: after[file])
        }
        return ([campusFile] + formats).compactMap(\.self)
    }

    private static func texts(of sources: ArraySlice<RevisionRecord.Source>) -> [String: String] {
        Dictionary(sources.map { ($0.name, $0.text) }) { first, _ in first }
    }
}
