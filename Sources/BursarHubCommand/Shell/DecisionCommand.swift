import Posix

/// A command that claims a campus: asked to end, it gives the campus back first.
protocol DecisionCommand: HubCommand {}

extension DecisionCommand {
    var endingManner: EndingSignals.Manner { .inOrder(deadline: nil) }
}
