import CPosix
import Glibc

/// How a program begins: `posix_spawn`, with all that it must not inherit taken away.
struct ChildProcessStart {
    private let child: ChildProcess

    init(_ child: ChildProcess) {
        self.child = child
    }

    /// Starts it with these streams; without an input it reads `/dev/null`.
    ///
    /// What is kept stays open in it as number 3. In a session of its own it has no terminal.
    func start(
        input: Int32?,
        output: Int32,
        error: Int32,
        keeping kept: Int32? = nil,
        inOwnSession: Bool = false
    ) throws(ChildProcessError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        if let input {
            unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, error, 2)
        if let kept { unsafe posix_spawn_file_actions_adddup2(&actions, kept, 3) }
        unsafe bh_spawn_close_from(&actions, kept == nil ? 3 : 4)

        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let group = inOwnSession ? bh_spawn_own_session() : Int16(POSIX_SPAWN_SETPGROUP)
        let flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | group
        unsafe posix_spawnattr_setflags(&attributes, flags)

        let arguments = CStrings([child.executable] + child.arguments)
        let environment = CStrings(child.environment.map { "\($0.key)=\($0.value)" })
        var process: pid_t = 0
        let result = unsafe posix_spawnp(
            &process,
            child.executable,
            &actions,
            &attributes,
            arguments.pointers,
            environment.pointers
        )
        guard result == 0 else {
            throw ChildProcessError(child.executable, .notStarted(Errno(rawValue: result)))
        }
        return process
    }
}

/// Texts as C takes them: pointers with a nil behind the last.
@safe private struct CStrings: ~Copyable {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        unsafe pointers = texts.map { unsafe strdup($0) } + [nil]
    }

    deinit {
        unsafe pointers.forEach { unsafe free($0) }
    }
}
