import Declarations
import Foundation

/// The campus files and format files that come with the product.
enum RepositoryCampuses {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "campuses")

    static func files() throws -> [DeclarationFile] {
        let manager = FileManager.default
        let names = try manager.subpathsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".yaml") }.map { name in
            let data = try Data(contentsOf: folder.appending(path: name))
            return DeclarationFile(name: "campuses/\(name)", bytes: Array(data))
        }
    }
}
