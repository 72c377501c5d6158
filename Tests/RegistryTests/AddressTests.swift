import BursarModel
import Registry
import Testing

struct AddressTests {
    @Test(arguments: [
        ("inbox/humboldt", "inbox/humboldt"), ("./inbox//humboldt/", "inbox/humboldt"),
        ("/srv/x/", "/srv/x"), ("José/Straße", "José/Straße"),
    ])
    func `a folder's path has one spelling`(source: String, text: String) {
        #expect(FolderPath(source)?.text == text)
    }

    @Test(arguments: [
        "", "/", ".", "..", "a/../b", "~", "~root/x", "   ", String(repeating: "x", count: 256),
    ])
    func `what is no folder's path is refused`(source: String) {
        #expect(FolderPath(source) == nil)
    }

    @Test(arguments: [
        ("sftp://alma@Drop.Example/exports", "sftp://alma@drop.example:22/exports"),
        ("sftp://drop.example:2222//a//b/", "sftp://drop.example:2222/a/b"),
        ("sftp://u@[2001:db8::1]:22/x", "sftp://u@[2001:db8::1]:22/x"),
        ("sftp://u@h/", "sftp://u@h:22/"), ("sftp://u@h/~/in", "sftp://u@h:22/~/in"),
        ("sftp://u@[2001:db8::1]/x", "sftp://u@[2001:db8::1]:22/x"),
    ])
    func `an sftp address has one spelling`(source: String, text: String) {
        #expect(ServerAddress(source)?.description == text)
    }

    @Test(arguments: [
        "", "sftp:/x", "http://h/x", "sftp://h", "sftp:///x", "sftp://@h/x",
        "sftp://u:p@h/x",
        "sftp://h:0/x", "sftp://h:65536/x", "sftp://h:+22/x", "sftp://h:/x", "sftp://-h/x",
        "sftp://-u@h/x",
        "sftp://h/a;b", "sftp://h/a\"b", "sftp://h/$(x)", "sftp://h/a\nb", "sftp://h/..",
        "sftp://u@h@i/x",
        "sftp://[::1/x", "sftp://[1]/x", "sftp://a_b/x", "sftp://.h/x", "sftp://hö/x",
    ])
    func `what is no sftp address is refused`(source: String) {
        #expect(ServerAddress(source) == nil)
    }

    @Test(arguments: [
        "daily 18:00", "sunday 18:00", "wednesday 00:00", "daily 23:59", "unscheduled",
    ])
    func `a schedule is read and shown alike`(text: String) {
        #expect(ExportSchedule(text)?.description == text)
    }

    @Test(arguments: [
        "", "daily", "18:00", "daily 1:00", "daily 24:00", "daily 12:60", "Daily 18:00",
        "daily 18:00 PST", "weekly 18:00",
    ])
    func `what is no schedule is refused`(text: String) {
        #expect(ExportSchedule(text) == nil)
    }
}
