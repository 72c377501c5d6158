public import BursarModel
import Posix
import Synchronization

/// The file of the proxy's users, read anew when it changed.
///
/// One that is refused later leaves the last good one in force, and says so once.
public final class ProxyUsersFile: Sendable {
    private struct State {
        var users: ProxyUsers
        var look: Duration
        var stamp: Stamp?
    }

    /// What tells one writing of the file from another.
    private struct Stamp: Equatable {
        var inode: UInt64
        var bytes: Int64
        var changed: FileTime
    }

    /// No list of users comes near.
    private static let largest = 1 << 20
    private let path: String
    private let tell: @Sendable (String) -> Void
    private let betweenLooks: Duration
    private let state: Mutex<State>

    /// - Throws: `ProxyUsersRefused` where there is something wrong with it now.
    public init(
        _ path: String,
        tell: @escaping @Sendable (String) -> Void,
        betweenLooks: Duration = .seconds(1)
    ) throws {
        self.betweenLooks = betweenLooks
        self.path = path
        self.tell = tell
        let (users, stamp) = try Self.read(path)
        state = Mutex(State(users: users, look: MonotonicClock.now, stamp: stamp))
    }

    /// Who a user of the proxy is; nil where the file does not name them.
    func visitor(_ user: String) -> Visitor? {
        state.withLock { state in
            let now = MonotonicClock.now
            if now - state.look >= betweenLooks {
                state.look = now
                lookAgain(&state)
            }
            return state.users.visitors[user]
        }
    }

    private func lookAgain(_ state: inout State) {
        do {
            let stamp = try Self.stamp(path)
            guard stamp != state.stamp else { return }
            state.stamp = stamp
            let (users, _) = try Self.read(path)
            if users != state.users { tell("the proxy's users were read anew from \(path)") }
            state.users = users
        } catch let refused as ProxyUsersRefused {
            let first = refused.diagnostics.first { $0.severity == .error }
            tell("the proxy's users stay as they were: \(first?.line ?? path)")
        } catch {
            // Missing for a moment while it is replaced, or for longer: said once, looked at again.
            if state.stamp != nil { tell("the proxy's users stay as they were: \(error)") }
            state.stamp = nil
        }
    }

    private static func read(_ path: String) throws -> (ProxyUsers, Stamp?) {
        let stamp = try stamp(path)
        let (folder, name) = try place(of: path)
        let bytes = try folder.openFile(name).bytes(at: 0, count: largest + 1)
        let (users, diagnostics) = ProxyUsers.read(bytes, named: path)
        guard let users else { throw ProxyUsersRefused(diagnostics: diagnostics) }
        return (users, stamp)
    }

    private static func stamp(_ path: String) throws -> Stamp? {
        let (folder, name) = try place(of: path)
        return try folder.status(of: name).map { status in
            Stamp(inode: status.inode, bytes: status.size, changed: status.changed)
        }
    }

    private static func place(of path: String) throws -> (Folder, FileName) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        guard let name = FileName(String(parts[parts.count - 1])) else {
            throw ProxyUsersRefused(diagnostics: [])
        }
        return (try Folder.open(parent.isEmpty ? "/" : parent), name)
    }
}

/// The file of the proxy's users says something that cannot be meant.
public struct ProxyUsersRefused: Error {
    public let diagnostics: [Diagnostic]
}
