#if DEBUG
    import BursarModel
    import Failpoints
    import Ledger
    import Locations
    import Posix

    /// Orders of publication that double, lose or tear outputs when a run is killed.
    ///
    /// They are what one would write first. `ops/crash-test wrong-orders` chooses them, in debug
    /// builds alone, to prove that it would find such a mistake; a release build has none of them.
    enum PublicationOrder: String {
        /// Shown by copying; whether it was shown, a look into the outbox tells.
        case askThenWriteAgain = "ask_then_write_again"
        /// Shown before the ledger knows its bytes.
        case publishThenCommit = "publish_then_commit"
        /// Recorded as published before it is shown.
        case commitThenPublish = "commit_then_publish"
        /// Written under its final name, where everybody sees it grow.
        case writeIntoOutbox = "write_into_outbox"

        static var chosen: PublicationOrder? {
            Failpoint.choice("order").flatMap(PublicationOrder.init(rawValue:))
        }

        /// The outbox, or one that shows outputs in the chosen wrong way.
        static func outbox(
            _ outbox: any Outbox,
            chosen order: PublicationOrder?
        ) -> any Outbox {
            guard let folder = outbox as? FolderOutbox else { return outbox }
            switch order {
            case .askThenWriteAgain, .writeIntoOutbox:
                return CarelessOutbox(base: folder, asksFirst: order == .askThenWriteAgain)
            case .publishThenCommit, .commitThenPublish, nil:
                return outbox
            }
        }

        /// Shows staged outputs before T2, where that is the chosen order.
        static func showUnrecorded(_ staged: [PlannedOutput], of staging: OutputStaging) throws {
            guard chosen == .publishThenCommit,
                let folder = try staging.outboxBesideHome
            else { return }
            for output in staged {
                guard let name = output.stagedName.flatMap({ FileName($0) }) else { continue }
                _ = staging.area.staged.renameOntoFreeName(
                    name,
                    to: folder,
                    as: try output.fileName
                )
                try Failpoint.reached("publish.after_rename")
            }
        }
    }

    extension Publication {
        /// T3 first, then the rename.
        func recordThenShow(_ outputs: [PlannedOutput]) throws -> Trouble? {
            try record(outputs)
            for output in outputs { _ = try attempt(output) }
            return nil
        }
    }

    extension OutputStaging {
        /// The default outbox, `HOME/outbox/KEY`, found from `HOME/staging/KEY`.
        fileprivate var outboxBesideHome: Folder? {
            get throws {
                try Folder.open("\(area.staged.path)/../../outbox/\(claim.campus.text)")
            }
        }
    }

    /// Copies staged files into the outbox, where one rename should do.
    struct CarelessOutbox: Outbox {
        let base: FolderOutbox
        /// Asks whether the file is there, and writes beside its name first.
        let asksFirst: Bool

        var address: String { base.address }
        var staging: StagingArea { base.staging }
        var canLoseAnswers: Bool { false }

        func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding {
            try base.claim(for: owner)
        }

        func prepare(_ output: StagedOutput) throws(LocationError) {}

        func withdraw(_ output: StagedOutput) throws(LocationError) {}

        func wasDelivered(_ output: StagedOutput) throws(LocationError) -> Bool {
            try base.wasDelivered(output)
        }

        func publish(_ output: StagedOutput) -> PublishVerdict {
            do {
                if asksFirst, try base.folder.status(of: output.name) != nil {
                    return .publishedEarlier
                }
                let bytes = try staging.staged.openFile(output.stagedName)
                    .bytes(at: 0, count: Int(output.size))
                let name = asksFirst ? output.stagedName : output.name
                let folder = asksFirst ? staging.temporary : base.folder
                _ = try folder.removeFileIfPresent(name)
                var file = try folder.createFile(name)
                for start in stride(from: 0, to: bytes.count, by: 1024) {
                    try file.write(Array(bytes[start..<min(bytes.count, start + 1024)]))
                }
                try file.synchronize()
                try file.close()
                if asksFirst { try folder.rename(name, to: base.folder, as: output.name) }
                return .published
            } catch {
                return .inDoubt(error.errno)
            }
        }
    }
#endif
