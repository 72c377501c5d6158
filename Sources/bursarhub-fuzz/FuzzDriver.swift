import Glibc

// What `ops/fuzz` builds, with libFuzzer in it; it serves nobody else, and no part of the hub
// knows it. libFuzzer's own `main` is taken over by the package manager's name for it.

private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<Words>,
    _ tryInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_silgen_name("__lsan_disable")
private func disableLeakCheck()

@_silgen_name("__lsan_enable")
private func enableLeakCheck()

@_cdecl("bursarhub_fuzz_main")
func fuzzMain(_ count: CInt, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
    var (count, words) = unsafe (count, words)
    return unsafe runFuzzer(&count, &words, tryInput)
}

/// libFuzzer's own `main` asks for this name.
@_cdecl("LLVMFuzzerTestOneInput")
func tryInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do {
        try unsafe FuzzTarget.chosen.attempt(bytes)
    } catch {
        // Never the input: libFuzzer keeps it in a file of its own.
        print("broken: \(error)")
        fflush(nil)
        abort()
    }
    return 0
}

/// What the inputs are given to: `BURSARHUB_FUZZ` names it.
enum FuzzTarget {
    case export
    case intake(FuzzedIntake)

    /// libFuzzer tries inputs on one thread, one after another.
    nonisolated(unsafe) static let chosen: FuzzTarget = {
        switch unsafe getenv("BURSARHUB_FUZZ").map({ unsafe String(cString: $0) }) {
        case "export": return .export
        case "intake":
            // The files are read once, with what the compiler's code keeps of them: no input's matter.
            disableLeakCheck()
            defer { enableLeakCheck() }
            do {
                return .intake(try FuzzedIntake())
            } catch {
                print("bursarhub-fuzz: \(error)")
                exit(70)
            }
        default:
            print("bursarhub-fuzz is called by ops/fuzz")
            exit(64)
        }
    }()

    func attempt(_ bytes: [UInt8]) throws {
        switch self {
        case .export: try FuzzedExport.attempt(bytes)
        case .intake(let intake): try intake.attempt(bytes)
        }
    }
}

/// Something that holds for every input did not hold.
struct BrokenPromise: Error {
    var words: String

    init(_ words: String) { self.words = words }
}
