import BursarModel
import Dispatch
import Glibc
import Hub
import Posix
import Status
import Synchronization

/// What somebody before a terminal sees while a run goes on; gone when it ends.
///
/// The workers only note what they do. A thread of its own looks five times a second, and draws.
final class RunProgressView: Sendable {
    private enum Manner {
        case silent
        /// A line when a campus begins and one when it ends.
        case plain
        /// A line for each worker, in place of the last ones.
        case inPlace
    }

    private struct State {
        var campuses = 0
        var finished = 0
        /// Of campuses that are done.
        var fees: Int64 = 0
        var working: [Int: (campus: CampusKey, meter: RunMeter)] = [:]
        var isOver = false
    }

    private let console: Console
    private let manner: Manner
    private let state = Mutex(State())
    /// How many lines are drawn.
    ///
    /// It is held while they are written, which a terminal can hold up, as after Ctrl-S: no worker
    /// ever waits for it.
    private let drawnLines = Mutex(0)

    init(_ console: Console) {
        self.console = console
        manner =
            if console.isQuiet || console.isJSON {
                .silent
            } else if console.isVerbose {
                .plain
            } else if Console.hasTerminal, Environment["TERM"] != "dumb" {
                .inPlace
            } else {
                .silent
            }
    }

    /// Shows it while `body` works; what was drawn is gone however that ends.
    func shown<Outcome>(_ body: () throws -> Outcome) rethrows -> Outcome {
        if manner == .inPlace { beginDrawing() }
        defer { end() }
        return try body()
    }

    /// Takes note; called by several workers at once.
    func tell(_ progress: RunProgress) {
        state.withLock { state in
            switch progress {
            case .started(let campuses): state.campuses = campuses
            case .working(let worker, let campus, let meter):
                state.working[worker] = (campus, meter)
            case .finished(let worker, let summary):
                state.working[worker] = nil
                state.finished += 1
                state.fees += summary.books.read.count
            }
        }
        guard manner == .plain else { return }
        switch progress {
        case .started(let campuses): console.message("campuses with work to do: \(campuses)")
        case .working(_, let campus, _): console.message("\(campus): begun")
        case .finished(_, let summary):
            console.message(console.style.shown(ProgressText.line(of: summary)))
        }
    }

    private func beginDrawing() {
        DispatchQueue(label: "bursarhub progress").async { [self] in
            do {
                try ProcessStart.prepareThread()
            } catch {
                return  // nobody is worse off than without a terminal
            }
            while draw() { EndRequest.sleep(EndRequest.slice) }
        }
    }

    /// False when there is nothing more to draw.
    private func draw() -> Bool {
        let (now, isOver) = state.withLock { ($0, $0.isOver) }
        guard !isOver, now.campuses > 0 else { return !isOver }
        let lines = RunProgressView.lines(of: now)
        drawnLines.withLock { drawn in
            guard !state.withLock({ $0.isOver }) else { return }
            Console.write(
                RunProgressView.erasing(drawn) + lines.joined(separator: "\r\n"),
                to: STDERR_FILENO
            )
            drawn = lines.count
        }
        return true
    }

    private static func lines(of state: State) -> [String] {
        let size = Terminal.size(of: STDERR_FILENO) ?? Terminal.Size(rows: 24, columns: 80)
        return ProgressText.lines(
            done: state.finished,
            of: state.campuses,
            fees: state.fees,
            workers: state.working.sorted { $0.key < $1.key }.map {
                ProgressText.Worker(
                    campus: $0.value.campus,
                    deed: $0.value.meter.stop.deed,
                    fees: $0.value.meter.fees
                )
            },
            rows: size.rows,
            columns: size.columns
        ).map(TerminalStyle(colour: false, isUTF8: Environment.isUTF8).shown)
    }

    /// Takes away what is drawn; where the terminal is held up it stays, and nobody waits.
    private func end() {
        state.withLock { $0.isOver = true }
        guard manner == .inPlace else { return }
        for _ in 0..<100 {
            let erased: Void? = drawnLines.withLockIfAvailable { drawn in
                guard drawn > 0 else { return }
                Console.writeLast(RunProgressView.erasing(drawn), to: STDERR_FILENO)
                drawn = 0
            }
            if erased != nil { return }
            EndRequest.sleep(.milliseconds(10))
        }
    }

    /// Back to where the first of so many lines began, with nothing behind.
    private static func erasing(_ lines: Int) -> String {
        guard lines > 0 else { return "" }
        return (lines > 1 ? "\u{1B}[\(lines - 1)A" : "") + "\r\u{1B}[J"
    }
}

extension RunMeter.Stop {
    /// What a worker does there, in one word.
    fileprivate var deed: String {
        switch self {
        case .claiming: "claiming"
        case .recovering: "recovering"
        case .taking: "taking"
        case .reading: "reading"
        case .booking: "booking"
        case .writing: "writing"
        case .delivering: "delivering"
        case .leaving: "clearing up"
        }
    }
}
