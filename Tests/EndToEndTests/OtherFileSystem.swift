import Foundation
import TestSupport
import Testing

/// A folder on another file system than the home's, where no rename leads.
final class OtherFileSystem: Sendable {
    static var isThere: Bool { TestFolders.otherParent != nil }

    let path: String

    init() throws {
        path = "\(try #require(TestFolders.otherParent))/bh-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    /// Makes it impossible to stage anything here, for root too.
    func putFileInPlaceOfStaging() throws {
        try FileManager.default.removeItem(atPath: "\(path)/.bursarhub")
        try Data().write(to: URL(filePath: "\(path)/.bursarhub"))
    }

    func text(of name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("left behind: \(path)")
        }
    }
}
