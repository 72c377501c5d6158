import Posix

/// The verbs of the program.
enum Benchmark {
    static func perform(_ arguments: [String]) throws {
        switch arguments.first {
        case "sample" where arguments.count >= 4:
            guard let fees = Int64(arguments[2]) else { throw Usage() }
            let layout = try BenchmarkedLayout(files: Array(arguments[3...]))
            try layout.writeSample(of: fees, to: arguments[1])
        case "convert" where arguments.count >= 4:
            let layout = try BenchmarkedLayout(files: Array(arguments[3...]))
            let outputs = try BenchmarkOutputs(layout, in: try Folder.open(arguments[2]))
            print(try outputs.convert(arguments[1]))
        case "compare" where arguments.count >= 4:
            guard let rounds = Int(arguments[1]), rounds > 0 else { throw Usage() }
            let commands = arguments[2...].split(separator: "--").map(Array.init)
            print(try Comparison(commands, rounds: rounds).text)
        default:
            throw Usage()
        }
    }

    struct Usage: Error, CustomStringConvertible {
        var description: String {
            """
            it is called by ops/benchmark:
              sample EXPORT.xml FEES CAMPUS.yaml FORMAT.yaml…
              convert EXPORT.xml FOLDER CAMPUS.yaml FORMAT.yaml…
              compare ROUNDS -- COMMAND… -- COMMAND…
            """
        }
    }
}
