import BursarModel
import TestSupport

@testable import Pages

extension Arranged {
    static func frame(
        _ path: String,
        campus: String? = nil,
        canTrace: Bool = false,
        canChoose: Bool = false,
        isDemo: Bool = false
    ) throws -> PageFrame {
        PageFrame(
            viewer: try campus.map { .campus(try key($0)) } ?? .consortium,
            asOf: now,
            isDemo: isDemo,
            path: path,
            canTrace: canTrace,
            canLogOut: true,
            canChoose: canChoose,
            labels: try labels()
        )
    }

    static func heldItems() throws -> [HeldItem] {
        [
            try heldItem("san-marcos", 7), try heldItem("san-marcos", 9),
            try heldItem("san-marcos", 12),
            try heldItem("san-marcos", 15, .badDate, feeType: "OVERDUEFINE", cents: -325),
            try heldItem("humboldt", 3, .notWellFormed, feeType: nil, cents: nil),
        ]
    }
}
