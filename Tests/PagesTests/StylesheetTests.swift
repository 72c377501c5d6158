import Pages
import Testing

@Suite("the style sheet")
struct StylesheetTests {
    @Test func `follows the reader's choice of light or dark`() {
        #expect(Pages.stylesheet.contains("color-scheme: light dark"))
    }
}
