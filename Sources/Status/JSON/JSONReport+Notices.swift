public import BursarModel

extension JSONReport {
    /// The queue of notes.
    public static func notices(_ notices: [QueuedNotice]) throws -> String {
        let values = try notices.map { try JSONTreeEncoder.encode($0) }
        return JSONValue.object([.init("notices", .list(values))]).pretty
    }

    /// What became of the notes that waited.
    public static func handedOver(sent: Int, waiting: Int, givenUp: Int) -> String {
        JSONValue.object([
            .init("sent", .integer(Int64(sent))), .init("waiting", .integer(Int64(waiting))),
            .init("given_up", .integer(Int64(givenUp))),
        ]).pretty
    }
}
