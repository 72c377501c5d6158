public import Digests

extension HubProcess.Outcome {
    /// A campus's part in a run or a status report; `.null` where it has none.
    public func campus(_ key: String) throws -> JSON { try json["campuses"]["campus", key] }
}

extension JSON {
    /// `count` of each bucket that is not empty, in a campus's part or a run's totals.
    public var counts: [String: Int64] {
        var counts: [String: Int64] = [:]
        for bucket in JSON.buckets + ["released"] {
            if let count = self[bucket]["count"].integer, count != 0 { counts[bucket] = count }
        }
        return counts
    }

    /// Whether the books balance in count, charges and credits, as the contract promises.
    public var isBalanced: Bool {
        ["count", "charge_cents", "credit_cents"].allSatisfy { figure in
            let sum = JSON.buckets.dropFirst().reduce(0) { $0 + (self[$1][figure].integer ?? 0) }
            return self["read"][figure].integer == sum
        }
    }

    /// Whether a campus's own outputs of a run hold its written, diverted and released fees.
    public var outputsHoldTheBooks: Bool {
        let outputs = self["outputs"].items.filter { $0["recovered"] != true }
        func sum(_ figure: String) -> Int64 {
            outputs.reduce(0) { $0 + ($1[figure].integer ?? 0) }
        }
        func booked(_ figure: String) -> Int64 {
            ["written", "diverted", "released"].reduce(0) { $0 + (self[$1][figure].integer ?? 0) }
        }
        return sum("fees") == booked("count")
            && sum("charge_cents") == booked("charge_cents")
            && sum("credit_cents") == booked("credit_cents")
    }

    private static let buckets = ["read", "written", "diverted", "held", "duplicate", "skipped"]

    /// The states and reasons of a campus's exports, by file name.
    public var exportVerdicts: [String: String] {
        var verdicts: [String: String] = [:]
        for export in self["exports"].items {
            let words = [export["state"].string, export["reason"].string].compactMap { $0 }
            verdicts[export["file"].string ?? ""] = words.joined(separator: " ")
        }
        return verdicts
    }

    /// The reasons of what `held --json` lists, each with how often it stands there.
    public var heldReasons: [String: Int] {
        var reasons: [String: Int] = [:]
        for item in self["held"].items { reasons[item["reason"].string ?? "", default: 0] += 1 }
        return reasons
    }
}

extension SHA256Digest {
    /// Of a text as it lies in a file.
    public static func hex(of text: String) -> String { SHA256Digest(of: text).hex }
}
