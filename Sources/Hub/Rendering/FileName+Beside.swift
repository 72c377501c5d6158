import BursarModel
import Locations
import Posix

extension FileName {
    /// The name of a further file of the same epoch, such as `.draft-1-spool.e7`.
    func beside(_ word: String) throws -> FileName {
        guard let name = EpochName(self), let base = FileName("\(name.base.shown)-\(word)"),
            let beside = EpochName(base, epoch: name.epoch)
        else { throw HubError.outputDiffers("a file in the making has no epoch in its name") }
        return beside.fileName
    }
}
