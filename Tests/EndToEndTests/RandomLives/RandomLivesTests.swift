import Glibc
import TestSupport
import Testing

/// Everything at random, one after the other, with kills between: in the end the books are true.
///
/// `BURSARHUB_LIVES` says how many lives there are, `BURSARHUB_SEED` with which seed they begin.
@Suite struct RandomLivesTests {
    private static func number(_ variable: String, _ otherwise: UInt64) -> UInt64 {
        unsafe getenv(variable).flatMap { unsafe UInt64(String(cString: $0)) } ?? otherwise
    }

    static let seeds: [UInt64] = {
        let first = number("BURSARHUB_SEED", 1)
        return Array(first..<first + number("BURSARHUB_LIVES", 2))
    }()

    @Test(arguments: seeds)
    func `G1 G2 G3 G8 whatever happens, every fee is in one place and in one file at most`(
        _ seed: UInt64
    ) throws {
        let life = try RandomLife(seed: seed)
        let site = life.site
        try life.live(4)
        try life.settle()
        let verified = try site.verify()
        #expect(verified.findings == [], "\(verified.findingMessages)\n\(life.words)")
        #expect(verified.exit == 0, life.words)
        let scratch = site.scratch.path
        let violations = try ProofTools.violations(
            of: site,
            given: "\(scratch)/given",
            seen: "\(scratch)/seen"
        )
        #expect(violations == [], life.words)
        #expect(try site.misplacedFees() == 0, life.words)
        #expect(try site.unbalancedRows() == 0, life.words)
        #expect(try site.ledger.unfinishedOutputs == 0, life.words)
        #expect(try site.command(["summary", "--json"]).json["balanced"] == true, life.words)
        // Nothing new, so nothing is sent.
        let before = try site.ledger
        try life.run()
        var after = try site.ledger
        after.campusRuns = before.campusRuns
        #expect(after == before, life.words)
    }
}
