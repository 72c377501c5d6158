import BursarModel
import Digests
import Ledger
import Locations
import Posix

/// What a look at an output's server told, before a person's word on the output was recorded.
struct ServerLook: Sendable {
    var sighting: OutputSighting
    /// Why nobody could look; nil where somebody did.
    var hindrance: Message?
}

/// Decisions on an output that goes, or went, to a server.
extension OutputBench {
    // MARK: Confirm

    /// The person's word decides; what the server shows against it must be known to the person.
    ///
    /// - Throws: `DecisionRefusal` where the server contradicts, unless `inPeopleSoft` says that the
    ///   person knows better.
    func confirmOnServer(
        _ output: PlannedOutput,
        _ decision: OutputDecision,
        inPeopleSoft: Bool
    ) throws -> ServerLook {
        let look = try look(for: output)
        if !inPeopleSoft { try refuseContradiction(of: look, output) }
        // Its staged file proves nothing and is swept. An upload goes, so that a hub that lost its
        // claim has nothing to rename; where it cannot be reached, nor can that hub's.
        if output.state == .inDoubt, look.hindrance == nil { try withdrawUpload(of: output) }
        try ledger.markConfirmed(
            output,
            decision,
            seen: look.sighting,
            under: claim,
            at: clock.now
        )
        return look
    }

    private func look(for output: PlannedOutput) throws -> ServerLook {
        do {
            guard let outbox = try outbox(of: output) as? SFTPOutbox,
                let sha256 = output.sha256.flatMap({ SHA256Digest(bytes: $0) })
            else { throw HubError.outputDiffers("an output for a server has no SHA-256") }
            return ServerLook(
                sighting: try outbox.sighting(of: stagedOutput(output), sha256: sha256)
            )
        } catch let error as LocationError {
            return ServerLook(sighting: .unknown, hindrance: "\(error)")
        } catch let error as DecisionRefusal {
            return ServerLook(sighting: .unknown, hindrance: error.message)
        } catch HubError.badConfiguration(let message, _) {
            return ServerLook(sighting: .unknown, hindrance: message)
        }
    }

    /// That nothing is to be seen speaks against an output in doubt alone: any other was never sent
    /// there, and by hand it may have gone another way.
    private func refuseContradiction(of look: ServerLook, _ output: PlannedOutput) throws {
        let name = Printable(output.name)
        let seen: Message
        switch look.sighting {
        case .same, .sameSize, .unknown: return
        case .other:
            // One that waits does so because an earlier file has its name.
            guard output.state != .waiting else { return }
            seen = "what lies on the server as \(name) is another file"
        case .uploaded:
            guard output.state == .inDoubt else { return }
            seen = "\(name) was uploaded and never got its name on the server"
        case .absent:
            guard output.state == .inDoubt else { return }
            seen = "\(name) is not on the server: it was collected, or never came there"
        }
        let id = output.id(at: claim.campus)
        throw DecisionRefusal(
            .somebodyMustLook,
            seen,
            remedy:
                "look into PeopleSoft; if it is there, say so with --in-peoplesoft, and if it is not, `bursarhub outputs reissue \(id) --not-in-peoplesoft` (output \(id))"
        )
    }

    private func withdrawUpload(of output: PlannedOutput) throws {
        do {
            try outbox(of: output).withdraw(stagedOutput(output))
        } catch is LocationError {
            // It answered a moment ago; the word is recorded all the same, as if it had not.
            return
        }
    }

    // MARK: Void

    /// Sees to it that the server has not got the output where it can be loaded.
    func takeOutOfServer(
        _ output: PlannedOutput,
        notInPeopleSoft: Bool
    ) throws -> OutputState {
        // Before it is renamed there, the ledger has it as in doubt.
        guard output.state == .inDoubt || output.state == .published else { return output.state }
        guard notInPeopleSoft else { throw collected(output) }
        let outbox = try outbox(of: output)
        let file = try stagedOutput(output)
        guard try !outbox.wasDelivered(file) else {
            throw DecisionRefusal(
                .somebodyMustLook,
                "a file of the name and size of \(Printable(output.name)) lies on the server, where it can be loaded",
                remedy: "remove it there first; if it is to be loaded, `bursarhub outputs confirm`"
            )
        }
        if output.state == .inDoubt { try outbox.withdraw(file) }
        return output.state
    }

    private func stagedOutput(_ output: PlannedOutput) throws -> StagedOutput {
        guard let staged = output.stagedName.flatMap({ FileName($0) }), let bytes = output.bytes
        else { throw HubError.outputDiffers("an output has no staged file") }
        return StagedOutput(
            stagedName: staged,
            name: try output.fileName,
            size: bytes,
            home: output.homeID
        )
    }
}
