/// What holds for a database whatever its version: roles and grants, which are put right anew rather
/// than brought forward step by step.
///
/// It is applied after the migrations, and again whenever it or they change. Applied twice it
/// changes nothing.
public struct StandingScript: Sendable, Equatable {
    public let name: String
    /// Applied in this order, in one transaction.
    public let parts: [String]

    public init(name: String, parts: [String]) {
        self.name = name
        self.parts = parts
    }
}
