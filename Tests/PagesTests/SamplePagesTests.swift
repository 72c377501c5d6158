import Foundation
import TestSupport
import Testing

@testable import Pages

@Suite struct SamplePagesTests {
    /// For eyes and browsers: `PAGES_TO=/some/folder swift test --filter SamplePages`.
    @Test func `every page can be made`() throws {
        let pages = try Arranged.pages()
        #expect(pages.values.allSatisfy { $0.hasSuffix("</html>\n") })
        guard let path = ProcessInfo.processInfo.environment["PAGES_TO"] else { return }
        let folder = URL(filePath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, page) in pages {
            try Data(page.utf8).write(to: folder.appending(path: "\(name).html"))
        }
        let style = String(Pages.stylesheetPath.dropFirst())
        try Data(Pages.stylesheet.utf8).write(to: folder.appending(path: style))
    }
}
