import Glibc
import Posix
import Synchronization

/// Looks at the command lines and environments of processes, again and again, while something runs.
public final class ProcessWatch: Sendable {
    private let marker: String
    private let seen = Mutex<Set<String>>([])
    private let isDone = Atomic<Bool>(false)

    /// Of the processes in whose command line or environment this text occurs.
    public init(of marker: String) { self.marker = marker }

    /// All that was seen while `body` worked.
    public func look<Outcome>(during body: () throws -> Outcome) throws -> (Outcome, Set<String>) {
        var thread = pthread_t()
        let started = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<ProcessWatch>.fromOpaque(context).takeUnretainedValue().lookOn()
                return nil
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
        guard started == 0 else { throw PosixError(.open, Errno(rawValue: started), path: "/proc") }
        let outcome = Result { try body() }
        isDone.store(true, ordering: .relaxed)
        pthread_join(thread, nil)
        return (try outcome.get(), seen.withLock { $0 })
    }

    private func lookOn() {
        while !isDone.load(ordering: .relaxed) {
            for number in ProcessWatch.processes() {
                let texts = ["cmdline", "environ"].map {
                    ProcessWatch.text("/proc/\(number)/\($0)")
                }
                guard texts.contains(where: { $0.contains(marker) }) else { continue }
                seen.withLock { $0.formUnion(texts) }
            }
            usleep(2_000)
        }
    }

    private static func processes() -> [Int] {
        guard let folder = unsafe opendir("/proc") else { return [] }
        defer { unsafe closedir(folder) }
        var numbers: [Int] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if let number = Int(name), number > 1 { numbers.append(number) }
        }
        return numbers
    }

    /// Empty for a process that is gone, or that is somebody else's.
    private static func text(_ path: String) -> String {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { return "" }
        defer { close(number) }
        var memory = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(number, &memory, memory.count)
        return String(decoding: memory.prefix(max(0, count)), as: UTF8.self)
    }
}
