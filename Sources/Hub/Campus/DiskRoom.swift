import BursarModel
import Posix

/// Whether there is room for what a campus is about to write, asked before it is begun.
///
/// A disk that is full in the middle of an output harms nothing, but it stops everybody else who
/// writes there too.
struct DiskRoom {
    /// Left to others, whatever is written.
    private static let reserve: Int64 = 64 << 20

    /// Where outputs are made; on the file system of their outbox.
    let staging: Folder
    let archive: Folder

    /// Asks for twice as much as is expected: outputs are made, and copied into the archive.
    ///
    /// - Throws: `Trouble`, which names the folder, what is needed and what is free.
    func require(forBytes expected: Int64) throws {
        let (twice, overflow) = expected.multipliedReportingOverflow(by: 2)
        let (need, overflows) = twice.addingReportingOverflow(DiskRoom.reserve)
        let needed = overflow || overflows ? UInt64.max : UInt64(max(0, need))
        for folder in [staging, archive] {
            let free = try folder.freeBytes()
            guard free < needed else { continue }
            throw Trouble(
                .failed,
                "\(Printable(folder.path)) has \(DiskRoom.mebibytes(free)) MiB free, and \(DiskRoom.mebibytes(needed)) MiB are needed",
                remedy: "make room there; nothing was begun, and the next run goes on"
            )
        }
    }

    private static func mebibytes(_ bytes: UInt64) -> Int { Int(bytes >> 20) }
}
