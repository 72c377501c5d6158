import BursarModel

extension FileDifference {
    /// A file that changed, with the lines of its unified difference.
    func json(from old: String, to new: String) -> JSONValue {
        .object([
            .init("file", .text(name)), .init("change", .text(change.rawValue)),
            .init("added", .integer(Int64(added))), .init("removed", .integer(Int64(removed))),
            .init("lines", .list(unified(from: old, to: new).map(JSONValue.text))),
        ])
    }
}
