import BursarModel
import HTTPTypes
import Status

/// What was seen as a page.
enum PageAnswers {
    static func answer(_ seen: Seen) throws -> Answer {
        let text = try APIAnswers.answer(seen).text
        return Answer(
            .ok,
            .html,
            PlainPage.page("BursarHub", "<pre>\(PlainPage.escaped(text))</pre>")
        )
    }
}
