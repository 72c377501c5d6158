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

    /// Nil where it did reach it.
    static func found(in verdict: PublishVerdict, of output: PlannedOutput) -> Mishap? {
        let name = Printable(output.name)
        switch verdict {
        case .published, .publishedEarlier:
            return nil
        case .targetExists:
            return Mishap(
                state: .waiting,
                note: "an earlier file of this name has not been collected",
                trouble: Trouble(
                    .attention,
                    "\(name) waits: an earlier file of this name is still in the outbox",
                    remedy: "load and remove the earlier file; the next run delivers this one"
                )
            )
        case .surelyNotPublished(let errno):
            return Mishap(
                state: .staged,
                note: "\(Printable(errno.words))",
                trouble: Trouble(
                    .failed,
                    "\(name) could not be delivered: \(Printable(errno.words))",
                    remedy: "put the outbox right; the next run delivers it"
                )
            )
        case .inDoubt(let errno):
            return doubt(about: output, "\(Printable(errno.words))")
        }
    }

    /// In doubt since an earlier run, and not to be seen on the server.
    static func notSeen(_ output: PlannedOutput) -> Mishap {
        doubt(about: output, "it is not on the server: collected, or never delivered")
    }

    /// In doubt since an earlier run, at an outbox that the campus has no more.
    static func sentElsewhere(_ output: PlannedOutput) -> Mishap {
        doubt(about: output, "it was on its way to \(Printable(output.outbox))")
    }

    /// Its staged file is gone, though its delivery was never begun from this home.
    static func lost(_ output: PlannedOutput) -> Mishap {
        doubt(about: output, "its staged file is missing; was the home restored?")
    }

    private static func doubt(about output: PlannedOutput, _ why: Message) -> Mishap {
        var trouble = Trouble(
            .attention,
            "nobody knows whether \(Printable(output.name)) was delivered: \(why)",
            remedy: "look into the outbox and PeopleSoft before anything else is done"
        )
        trouble.isDoubtfulOutput = true
        return Mishap(state: .inDoubt, note: why, trouble: trouble)
    }
}
