import Glibc

// What `ops/benchmark` is made of; it serves nobody else, and no part of the hub knows it.
do {
    try Benchmark.perform(Array(CommandLine.arguments.dropFirst()))
} catch {
    print("bursarhub-benchmark: \(error)")
    exit(70)
}
