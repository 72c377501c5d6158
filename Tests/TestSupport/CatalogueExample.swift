import Foundation

/// A worked example of a layout: a folder of `docs/layouts`, named for its format.
public struct CatalogueExample: Sendable, CustomStringConvertible {
    /// Of the format, and of the folder.
    public let name: String
    /// The path of its campus file.
    public let campusFile: String
    public let campus: String
    public let export: String
    /// What becomes of the export, by the names of the files.
    public let outputs: [String: String]

    public var description: String { name }

    /// The folder of all formats of the product.
    public static let formats = root.appending(path: "campuses/formats").path(percentEncoded: false)

    /// The text of a format of the product.
    public static func format(_ name: String) throws -> String {
        try String(contentsOfFile: "\(formats)/\(name).yaml", encoding: .utf8)
    }

    public static func all() throws -> [CatalogueExample] {
        try names().map { try CatalogueExample($0) }
    }

    /// The folders of `docs/layouts`.
    public static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { !$0.contains(".") }.sorted()
    }

    public init(_ name: String) throws {
        let folder = CatalogueExample.folder.appending(path: name)
        func text(_ file: String) throws -> String {
            String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
        }
        self.name = name
        campusFile = folder.appending(path: "campus.yaml").path(percentEncoded: false)
        campus = try text("campus.yaml")
        export = try text("export.xml")
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.path(percentEncoded: false)
        )
        let inputs = ["README.md", "campus.yaml", "export.xml"]
        outputs = try Dictionary(
            uniqueKeysWithValues: files.filter { !inputs.contains($0) }.map { ($0, try text($0)) }
        )
    }

    /// What stands behind a key at the beginning of a line of the campus file.
    public func value(of key: String) -> String {
        campus.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" } }
            .first { $0.hasPrefix("\(key): ") }
            .map { String($0.dropFirst(key.count + 2)) } ?? ""
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.appending(path: "docs/layouts")
}
