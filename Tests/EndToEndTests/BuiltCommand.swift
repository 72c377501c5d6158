import Foundation

/// The built `bursarhub`, run as people run it.
struct BuiltCommand {
    struct Outcome {
        var status: Int32
        var output: String
        var messages: String
    }

    /// Beside the tests, where the build has put both.
    private static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "bursarhub")

    /// Runs to the end; 100 columns wide, without colours, with nothing of the caller's settings.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "COLUMNS": "100"]
            .merging(environment) { $1 }
        let (output, messages) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = messages
        try process.run()
        // Help and complaints fit a pipe, so one can be read after the other.
        let shown = output.fileHandleForReading.readDataToEndOfFile()
        let told = messages.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: shown, as: UTF8.self),
            messages: String(decoding: told, as: UTF8.self)
        )
    }
}
