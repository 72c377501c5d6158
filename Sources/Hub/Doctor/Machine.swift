import Posix

/// What the kernel and the system's own files tell of this machine.
struct Machine: Sendable {
    /// `/`; another folder holds what a test wants to be told.
    var root = "/"

    private static let longest = 1 << 20

    /// The text of a file; nil where there is none, or it is not for us.
    func text(of path: String) throws -> String? {
        var parts = path.split(separator: "/")
        guard let name = parts.popLast().flatMap({ FileName($0) }) else { return nil }
        return try whereAllowed {
            let folder = try open(parts.joined(separator: "/"))
            let bytes = try folder.openFile(name).bytes(at: 0, count: Machine.longest)
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// The names in a folder; none where there is no such folder.
    func names(in path: String) throws -> [String] {
        try whereAllowed {
            try open(path).list(limit: 10_000).names.compactMap(\.text)
        } ?? []
    }

    /// Whether a folder has an entry of this name, be it a link.
    func has(_ name: String, in path: String) throws -> Bool {
        guard let name = FileName(name) else { return false }
        return try whereAllowed {
            try open(path).status(of: name).map { _ in true }
        } ?? false
    }

    /// Here links are followed: `/proc/self` is one, and so is every device in `/sys`.
    private func open(_ path: String) throws -> Folder { try Folder.open("\(root)\(path)/.") }

    private func whereAllowed<Result>(_ look: () throws -> Result?) throws -> Result? {
        do {
            return try look()
        } catch let error as PosixError {
            switch error.errno {
            case .noEntry, .notAFolder, .permissionDenied, .notPermitted, .link, .invalid:
                return nil
            default: throw error
            }
        }
    }
}
