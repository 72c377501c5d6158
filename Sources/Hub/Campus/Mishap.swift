import BursarModel
import Ledger
import Locations
import Posix

/// Why an output did not reach the outbox, and in which state that leaves it.
struct Mishap {
    var state: OutputState
    /// What the ledger keeps beside the state.
    var note: Message
    var trouble: Trouble

    /// Nil where it did.
    init?(_ verdict: PublishVerdict, of output: PlannedOutput) {
        let name = Printable(output.name)
        switch verdict {
        case .published, .publishedEarlier:
            return nil
        case .targetExists:
            state = .waiting
            note = "an earlier file of this name has not been collected"
            trouble = Trouble(
                .attention, "\(name) waits: an earlier file of this name is still in the outbox",
                remedy: "load and remove the earlier file; the next run delivers this one")
        case .surelyNotPublished(let errno):
            state = .staged
            note = "\(Printable(errno.words))"
            trouble = Trouble(
                .failed, "\(name) could not be delivered: \(Printable(errno.words))",
                remedy: "put the outbox right; the next run delivers it")
        case .inDoubt(let errno):
            state = .inDoubt
            note = "\(Printable(errno.words))"
            trouble = Trouble(
                .attention,
                "nobody knows whether \(name) was delivered: \(Printable(errno.words))",
                remedy: "look into the outbox and PeopleSoft before anything else is done")
        }
    }
}
