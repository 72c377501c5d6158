public import BursarModel

extension TextReport {
    /// One sentence: what was said of an export, and how it compares with what came.
    public static func expectation(_ expectation: Expectation) -> String {
        let export =
            "export \(Printable.escaped(expectation.exportNumber)) of \(expectation.campus)"
        let said =
            "\(counted(expectation.expectedUsers, "user")) and \(counted(expectation.expectedFees, "fee"))"
        switch expectation.verdict {
        case .outstanding: return "\(export) has not come yet: \(said) are expected\n"
        case .met where expectation.users == nil:
            return
                "\(export) came with its \(counted(expectation.expectedFees, "fee")); an earlier "
                + "version read it and did not count its users\n"
        case .met: return "\(export) came as expected, with \(said)\n"
        case .differs:
            let users = expectation.users.map { "\(counted($0, "user")) and " } ?? ""
            return "\(export) came with \(users)\(counted(expectation.fees ?? 0, "fee")), and "
                + "\(said) are expected: compare the files in Alma with those that came\n"
        }
    }
}
