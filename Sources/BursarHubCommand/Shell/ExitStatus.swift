/// How the command ends, as scripts and timers read it.
public enum ExitStatus: Int32, CaseIterable, Sendable {
    /// Everything is in order.
    case inOrder = 0
    /// A campus failed, or something is held or in doubt.
    case somebodyMustLook = 1
    case configurationRefused = 2
    case databaseUnfit = 3
    case usage = 64
    /// Books that do not balance, bytes that differ: an error of ours.
    case assertionFailed = 70
}
