import TestSupport

extension ExportBuilder {
    /// Nine fees of which three are held, one is repeated and one is of zero amount.
    static let checked = ExportBuilder(
        "HUMBOLDTBURSAR",
        job: 1,
        [
            .init("900000001", "OVERDUEFINE", "12.5", id: "1"),
            .init("900000002", "LOCKERKEY", "40", id: "2"),
            .init("900000003", "CREDIT", "-1.5", id: "3"),
            .init("900000001", "OVERDUEFINE", "12.5", id: "1"),
            .init("900000004", "OVERDUEFINE", "3", id: "4"),
            .init("900000004", "OVERDUEFINE", "4", id: "4"),
            .init("900000005", "OVERDUEFINE", "0", id: "5"),
            .init("U1234", "LOSTITEMPROCESSFEE", "15", id: "6").with(\.name, "O'Neil, \"Al\""),
            .init("900000008", "OVERDUEFINE", "7.25", id: "7"),
        ]
    )
}

extension HubSite {
    /// Writes an export where no campus looks, and gives its path.
    func sample(_ export: ExportBuilder = .checked, as name: String? = nil) throws -> String {
        try scratch.write(export.xml, to: name ?? export.fileName)
    }

    /// `check` on the business date of all runs.
    func check(_ arguments: String...) throws -> HubProcess.Outcome {
        try command(["check"] + arguments + ["--run-date", HubSite.runDate])
    }
}
