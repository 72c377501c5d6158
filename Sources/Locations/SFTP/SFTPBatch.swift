/// Commands for `sftp -b -`, in its own small language; a shell never sees them.
///
/// Every name is quoted, so that blanks, quotes and wildcards in it mean themselves. The first
/// command that fails ends the batch.
struct SFTPBatch: Sendable {
    private(set) var text = ""

    /// A name or path as the batch language takes it; nil for one that it cannot carry.
    static func quoted(_ text: String) -> String? {
        let isFit = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
        }
        guard isFit, !text.isEmpty else { return nil }
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }
        return "\"\(escaped.joined())\""
    }

    enum Failure: Error {
        /// A control character, such as a new line, would end the command and begin another.
        case unfitName
    }

    mutating func enter(_ path: String) throws(Failure) { try add("cd", path) }

    /// A line in the answer that tells how far the batch has come.
    mutating func mark() { text += "@pwd\n" }

    static let markAnswer = "Remote working directory: "

    /// Everything in the present folder, unsorted: the order is ours anyway.
    mutating func listAll() { text += "@ls -lanf\n" }

    /// One entry of the present folder.
    mutating func list(_ name: String) throws(Failure) { try add("ls -ln", name) }

    mutating func get(_ name: String, to localPath: String) throws(Failure) {
        try add("get", name, localPath)
    }

    /// Asks the server to bring the file to its disk, where the server knows how.
    mutating func put(_ localPath: String, as name: String) throws(Failure) {
        try add("put -f", localPath, name)
    }

    /// The old rename of the protocol, which refuses a name that is taken.
    mutating func renameOntoFreeName(_ name: String, as newName: String) throws(Failure) {
        try add("rename -l", name, newName)
    }

    mutating func remove(_ name: String) throws(Failure) { try add("rm", name) }

    mutating func makeFolder(_ name: String) throws(Failure) { try add("mkdir", name) }

    mutating func removeFolder(_ name: String) throws(Failure) { try add("rmdir", name) }

    mutating func makeFolderUnlessThere(_ name: String) throws(Failure) {
        try add("mkdir", name, goesOn: true)
    }

    /// Removes what is named so, a number and so; goes on when there is nothing of the kind.
    mutating func removeNumbered(_ beginning: String, _ end: String) throws(Failure) {
        guard let first = SFTPBatch.quoted(beginning), let last = SFTPBatch.quoted(end) else {
            throw .unfitName
        }
        text += "-@rm \(first)[0-9]*\(last)\n"
    }

    private mutating func add(
        _ command: String,
        _ names: String...,
        goesOn: Bool = false
    ) throws(Failure) {
        var line = "\(goesOn ? "-" : "")@\(command)"
        for name in names {
            guard let quoted = SFTPBatch.quoted(name) else { throw .unfitName }
            line += " \(quoted)"
        }
        text += line + "\n"
    }
}
