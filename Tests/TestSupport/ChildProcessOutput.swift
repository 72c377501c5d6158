import Posix

/// What other programs print.
public enum ChildProcessOutput {
    /// The lines of its standard output; what it says of errors stands among them.
    public static func lines(_ program: String, _ arguments: [String]) throws -> [String] {
        let outcome = try ChildProcess(program, arguments).run(deadline: .seconds(60))
        return (outcome.outputText + outcome.errorText).split(separator: "\n").map(String.init)
    }
}
