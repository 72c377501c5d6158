import BursarModel
import Testing

@testable import Serving

@Suite struct FormTextTests {
    @Test func `names and values are decoded, and the first of a name counts`() {
        let form = FormText("token=a%2Bb+c&token=later&empty=&alone&bad=%zz&odd=%+f&utf=%ff")
        #expect(form["token"] == "a+b c")
        #expect(form["empty"] == "")
        #expect(form["alone"] == "")
        for name in ["bad", "odd", "utf", "none"] { #expect(form[name] == nil) }
    }

    @Test(arguments: [
        "limit=0", "limit=-1", "limit=x", "limit=", "before=yesterday", "campus=../x",
    ])
    func `a question that cannot be read is refused`(query: String) {
        #expect(Question(FormText(query), on: .runs) == nil)
    }

    @Test func `a list is as long as is asked for, up to a bound`() {
        #expect(Question(FormText(""), on: .held)?.limit == Question.usualList)
        #expect(Question(FormText("limit=7"), on: .held)?.limit == 7)
        #expect(Question(FormText("limit=999999999"), on: .held)?.limit == Question.longestList)
    }

    @Test func `a list goes on at the very moment where it stopped`() throws {
        let question = try #require(Question(FormText("limit=2&campus=humboldt"), on: .runs))
        let moment = Timestamp(microseconds: 1_795_486_325_000_017)
        let path = try #require(question.path(to: .runs(before: moment), under: "/"))
        #expect(path == "/runs?campus=humboldt&limit=2&before=2026-11-24T02:12:05.000017Z")
        let query = path.drop { $0 != "?" }.dropFirst()
        #expect(Question(FormText(query), on: .runs)?.place == .runs(before: moment))
        #expect(question.path(to: nil, under: "/") == nil)
    }

    @Test(arguments: ["2026-11-22T02:10:05Z", "2026-11-22T02:10:05.123Z", "1969-12-31T23:59:59Z"])
    func `a moment of our own JSON is read as it was written`(text: String) {
        #expect(Timestamp(rfc3339: text)?.rfc3339 == text)
    }

    @Test(arguments: [
        "2026-11-22T02:10:05", "2026-11-22", "2026-11-22T24:10:05Z", "2026-11-22T2:1:5Z",
    ])
    func `another spelling is none`(text: String) { #expect(Timestamp(rfc3339: text) == nil) }
}
