/// What became of one try to hand over a note.
public enum HandOver: Sendable {
    case done
    /// This reader's address, or this note: others may get through.
    case refused(Message)
    /// The way is closed to all notes: no program, no server, no settings.
    case failed(Message)
}
