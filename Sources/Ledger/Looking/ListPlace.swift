public import BursarModel

/// Where a list goes on: behind this item.
///
/// It holds what the list is ordered by, so that the list goes on at the same place when items come
/// and go, the one behind which it stands included. Whose item it names decides nothing about what
/// is read from there on: that is the viewer's.
public struct ListPlace<ID: Sendable & Hashable>: Sendable, Hashable {
    public var time: Timestamp
    public var id: ID

    public init(_ time: Timestamp, _ id: ID) {
        self.time = time
        self.id = id
    }
}

extension ListPlace where ID: Reportable {
    /// `1795486325123456.humboldt-17`: microseconds since 1970, and the id.
    public var text: String { "\(time.microseconds).\(id.reported)" }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String, id read: (String) -> ID?) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let moment = Int64(parts[0]), moment >= 0,
            let id = read(String(parts[1]))
        else { return nil }
        self.init(Timestamp(microseconds: moment), id)
    }
}
