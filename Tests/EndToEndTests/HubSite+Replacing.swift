import TestSupport

extension HubSite {
    /// Humboldt's format with files that replace what nobody collected.
    static let replacingFormat = SampleFormats.humboldt
        .replacing("when: {borrower: student", with: "exists: replace, when: {borrower: student")

    @discardableResult
    func onboardReplacing(
        state: String = "live",
        _ change: (inout CampusDeclaration) -> Void = { _ in }
    ) throws -> HubProcess.Outcome {
        var campus = CampusDeclaration("humboldt").with(\.state, state)
        change(&campus)
        return try onboard([campus], formats: ["humboldt-sf": HubSite.replacingFormat])
    }
}
