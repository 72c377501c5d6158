import BursarModel
import HTTPTypes
import NIOCore
import Status

/// What was seen as a page.
enum PageAnswers {
    static func answer(_ seen: Seen) throws -> Answer {
        let text = try APIAnswers.answer(seen).body
        return Answer(
            .ok,
            .html,
            PlainPage.page("BursarHub", "<pre>\(PlainPage.escaped(String(buffer: text)))</pre>")
        )
    }
}
