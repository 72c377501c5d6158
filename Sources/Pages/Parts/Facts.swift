/// Names with their values, one below the other.
struct Facts {
    private var rows: [Fields] = []

    /// Leaves out what is not known.
    mutating func add(_ name: String, _ value: String?, target: String? = nil) {
        guard let value, !value.isEmpty else { return }
        rows.append([
            "fact": .text(name), "value": RichText.pieces(value), "copy": .nothing,
            "valueTarget": .text(target),
        ])
    }

    /// A value that people copy as a whole, such as a path or a hash.
    mutating func add(_ name: String, toCopy value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append([
            "fact": .text(name), "value": .nothing, "copy": .text(value), "valueTarget": .one(nil),
        ])
    }

    var list: Fields.Value { .list(rows) }
    var isEmpty: Bool { rows.isEmpty }
}
