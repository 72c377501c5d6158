/// A look at a folder on a server that changes nothing there.
///
/// Is it the pinned server, does it let us in, is the folder there, and whose is it?
public struct SFTPReach: Sendable {
    private let session: SFTPSession

    public init(_ access: SFTPAccess) { session = SFTPSession(access: access) }

    /// - Returns: whose mark lies there; nil where there is none yet.
    public func examine(
        for owner: OwnerMark,
        within deadline: Duration
    ) throws(LocationError) -> OwnerMark.Finding? {
        do throws(SFTPFailure) {
            _ = try session.run(deadline: deadline) { batch in batch.listAll() }
            return try session.found(owner, deadline: deadline)
        } catch {
            throw .transfer(error.error)
        }
    }
}
