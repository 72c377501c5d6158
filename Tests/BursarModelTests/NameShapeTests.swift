import BursarModel
import Testing

/// The names that become folders, or are compared with names of files.
struct NameShapeTests {
    private static let longest = "a" + String(repeating: "b", count: 30)

    @Test(arguments: ["humboldt", "san-luis-obispo", "x", "a1", "a-", longest])
    func `a campus key is a plain name`(text: String) {
        #expect(CampusKey(text)?.text == text)
        #expect(CampusKey(text)?.reported == text)
    }

    @Test(arguments: [
        "", "Humboldt", "../x", "/etc", "1a", "-a", "a_b", "a b", "a.b", "a/b", "a\0", "a\n",
        "humbоldt",  // a Cyrillic o
        "josé", longest + "b", String(repeating: "x", count: 300),
    ])
    func `nothing else is a campus key`(text: String) {
        #expect(CampusKey(text) == nil)
    }

    @Test func `campus keys are ordered as texts`() {
        let keys = ["sonoma", "chico", "san-jose"].compactMap { CampusKey($0) }
        #expect(keys.sorted().map(\.text) == ["chico", "san-jose", "sonoma"])
    }

    @Test(arguments: ["SJ", "SJS", "BURSAR", "bursar1", "9", String(repeating: "A", count: 64)])
    func `a profile code has letters and digits`(text: String) {
        #expect(ProfileCode(text)?.text == text)
        #expect(ProfileCode(text)?.isAlphanumeric == true)
    }

    @Test(arguments: ["BURSAR_EXPORT_to_Dev1", "A-B", "_", "-"])
    func `a profile code with a dash or an underscore passes and is known`(text: String) {
        #expect(ProfileCode(text)?.isAlphanumeric == false)
    }

    @Test(arguments: [
        "", "A B", "A/B", "../A", "A.B", "É", "A\0", "A\n", "$(id)", "Ａ",
        String(repeating: "A", count: 65),
    ])
    func `nothing else is a profile code`(text: String) {
        #expect(ProfileCode(text) == nil)
    }

    @Test func `a code that begins another is not the other`() {
        #expect(ProfileCode("BURSAR") != ProfileCode("BURSARNON"))
        #expect(ProfileCode("SJ") != ProfileCode("sj"))
    }
}
