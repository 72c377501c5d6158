import BursarModel
import Registry
import TestSupport
import Testing

/// Every mistake in a campus file is said where it stands, with what to do about it.
struct CampusFindingsTests {
    @Test(arguments: [
        (
            "campus", "①Humboldt",
            "`Humboldt` is no campus key; a key is 1 to 31 small letters, digits and `-`, and begins with a letter"
        ),
        ("name", "①''", "a text is empty; write one, or leave the key out"),
        (
            "alma_institution", "①hul",
            "`hul` is no Alma institution; write its code as Alma has it: 01CALS_HUL"
        ),
        (
            "institution_number", "①12345678",
            "`12345678` is no institution number; write the digits of InstitutionId in the campus's exports, 7 at most"
        ),
        (
            "business_unit", "①HMCMPX",
            "`HMCMPX` is no business unit; PeopleSoft's have 1 to 5 capital letters and digits, such as HMCMP"
        ),
        (
            "time_zone", "①America/Los_Angles",
            "`America/Los_Angles` is no time zone; did you mean `America/Los_Angeles`?"
        ),
        (
            "time_zone", "①../../etc/passwd",
            "`../../etc/passwd` is no time zone; write a name of the time zone database, such as America/Los_Angeles"
        ),
        ("state", "①lvie", "`state` cannot be `lvie`; did you mean `live`?"),
        (
            "state", "①live",
            "a live campus needs `layout_confirmed`; write who confirmed the layout and when, or `state: trial` until then"
        ),
        (
            "layout_confirmed", "{by: SFS, date: ①yesterday}",
            "`yesterday` is no day; write it as 2026-11-20"
        ),
        ("layout_confirmed", "①{date: 2026-11-02}", "`by` is missing"),
        (
            "succeeded_by", "①beta",
            "only a retired campus is succeeded by another; write `state: retired`, or remove the line"
        ),
        (
            "contacts", "[a@b.example, ①nobody]",
            "`nobody` is no mail address; write it as library-billing@campus.edu"
        ),
        ("sfs", "{layout: ①LIBRARYFEES}", "`LIBRARYFEES` is too long; 8 bytes are possible"),
        ("sfs", "{①layuot: LIBFEES}", "unknown key `layuot`; did you mean `layout`?"),
        (
            "outbox", "①outbox/../../etc",
            "`outbox/../../etc` leads out of its folder with `..`; write a path below the home, or an absolute one"
        ),
        (
            "outbox", "①archive/alpha",
            "`archive/alpha` is in a folder that the hub keeps for itself; use a folder of its own, such as inbox/KEY or outbox/KEY"
        ),
        (
            "outbox", "①~/sfs",
            "`~/sfs` begins with `~`, which is not resolved here; write a path below the home, or an absolute one"
        ),
        (
            "outbox", "{folder: sfs, group: ①-x}",
            "`-x` is no group's name; `getent group` lists them"
        ),
        (
            "outbox", "①ftp://host/x",
            "`ftp://host/x` is no sftp:// address; write it as sftp://user@host:port/path"
        ),
        ("outbox", "{①fodler: x}", "unknown key `fodler`; did you mean `folder`?"),
        (
            "constants", "{①name: x}",
            "`campus.name` has a meaning already; give the constant another name"
        ),
        (
            "constants", "{①Item-Type: x}",
            "`Item-Type` is no name of a constant; write small letters, digits and `_`, beginning with a letter"
        ),
        ("limits", "{largest_amount: ①-5.00}", "`-5.00` is no amount; write it as 2500.00"),
        ("limits", "{largest_amount: ①$5}", "`$5` is no amount; write it as 2500.00"),
        (
            "limits", "{held_share: ①10%}",
            "`10%` is no share; write it from 0 to 1, such as 0.10 for a tenth"
        ),
        (
            "limits", "{held_share: ①1.01}",
            "`1.01` is no share; write it from 0 to 1, such as 0.10 for a tenth"
        ),
        (
            "limits", "{held_at_least: ①-1}",
            "-1 is not possible here; write a number from 0 to 1000000"
        ),
        ("skip", "[①{when: {fee.type: OTHER}}]", "`reason` is missing"),
        ("term_date", "①run_date", "`term_date` cannot be `run_date`; did you mean `run.date`?"),
        (
            "retention", "①{files_fiscal_years: 5}",
            "the ledger is kept for less time than the files that it explains; keep it for 5 fiscal years"
        ),
    ])
    func `a wrong value is refused where it stands`(key: String, value: String, said: String) throws
    {
        let text = CampusText.changing("alpha", [key: value])
        let place = text["①"]
        let line = "\(place.line):\(place.column): error: \(said)"
        // Findings may follow from the first, such as `folder` is missing.
        #expect(try CampusText.findings(in: text).contains(line))
    }

    @Test(arguments: [
        (
            "code: ①SJ/1",
            "`SJ/1` is no profile code; a code is 1 to 64 letters and digits, as it stands in Alma's profile"
        ),
        (
            "code: ①''",
            "`` is no profile code; a code is 1 to 64 letters and digits, as it stands in Alma's profile"
        ),
        (
            "schedule: ①hourly",
            "`hourly` is no schedule; write daily 18:00, sunday 18:00 or unscheduled"
        ),
        (
            "schedule: ①daily 24:00",
            "`daily 24:00` is no schedule; write daily 18:00, sunday 18:00 or unscheduled"
        ),
        ("overdue_after: ①soon", "`soon` is no length of time; write it as 90m, 6h or 2d"),
        ("overdue_after: ①0h", "`0h` is no length of time; write it as 90m, 6h or 2d"),
        ("starts_after: ①2026-02-29", "`2026-02-29` is no day; write it as 2026-11-20"),
        (
            "after: ①delete",
            "`delete` is not possible here; write remove, leave or {move: processed}"
        ),
        (
            "after: {move: ①../done}",
            "`../done` leads out of its folder with `..`; write a path below the home, or an absolute one"
        ),
        (
            "after: {move: ①a/b}",
            "`a/b` is no single folder of the location; write its name alone, such as processed"
        ),
        ("format: ①plian", "there is no format `plian`; did you mean `plain`?"),
        (
            "location: ①sftp://host",
            "`sftp://host` names no folder on the server; write it as sftp://user@host:port/path"
        ),
        (
            "location: ①sftp://-oProxyCommand=x/y",
            "`sftp://-oProxyCommand=x/y` names no host; write it as sftp://user@host:port/path"
        ),
        (
            "location: ①'sftp://u@h:0/x'",
            "`sftp://u@h:0/x` has no port from 1 to 65535; write it as sftp://user@host:port/path"
        ),
        (
            "location: ①'sftp://u@h/a/../b'",
            "`sftp://u@h/a/../b` names no folder on the server; write it as sftp://user@host:port/path"
        ),
        (
            "location: ①'sftp://u@h/a*'",
            "`sftp://u@h/a*` names no folder on the server; write it as sftp://user@host:port/path"
        ),
        (
            "location: {sftp: 'sftp://u@h/a', key: k, host_key: ①abc}",
            "`host_key` is no public key; write what ssh-keyscan prints behind the host's name: ssh-ed25519 AAAA…"
        ),
    ])
    func `a wrong value of a profile is refused where it stands`(line: String, said: String) throws
    {
        let key = String(line.prefix { $0 != ":" })
        let sound = [
            "code: AABURSAR", "location: inbox/alpha", "schedule: daily 18:00", "format: plain",
        ]
        let lines = sound.filter { !$0.hasPrefix(key) } + [line]
        let text = CampusText.changing(
            "alpha",
            ["exports": "\n  - " + lines.joined(separator: "\n    ")]
        )
        let place = text["①"]
        #expect(
            try CampusText.findings(in: text) == ["\(place.line):\(place.column): error: \(said)"]
        )
    }

    @Test func `a password in an address is refused without being shown`() throws {
        let text = CampusText.changing("alpha", ["outbox": "①sftp://user:secret@host/x"])
        #expect(
            try CampusText.findings(in: text) == [
                "\(text["①"].line):9: error: a password cannot stand in an address; remove it, "
                    + "change it at the server, and name a key file under `key`"
            ]
        )
    }

    @Test func `all findings of a file are shown at once, in their order`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "①bussiness_unit": "HMCMP", "state": "②liev",
                "exports": "\n  - {③cod: X, format: ④nothing, schedule: ⑤never}",
            ],
            without: ["business_unit", "time_zone"]
        )
        let findings = try CampusText.read(["a.yaml": text.text]).diagnostics
        #expect(
            findings.map(\.message) == [
                "`time_zone` is missing", "`state` cannot be `liev`", "unknown key `cod`",
                "there is no format `nothing`", "`never` is no schedule",
                "unknown key `bussiness_unit`",
            ]
        )
        #expect(findings.last?.hint == "did you mean `business_unit`?")
        #expect(findings.last?.place == text["①"])
    }

    @Test(arguments: ["A_B", "A-B"])
    func `a code with more than letters and digits passes with a warning`(code: String) throws {
        let exports = "\n  - \(CampusText.profile(code: "①\(code)"))"
        let text = CampusText.changing("alpha", ["exports": exports])
        let reading = try CampusText.read(["a.yaml": text.text])
        #expect(reading.campuses.allSatisfy({ $0.isValid }))
        #expect(reading.diagnostics.map(\.severity) == [.warning])
        #expect(reading.diagnostics.map(\.place) == [text["①"]])
    }

    @Test func `a code that stands twice in a campus is refused`() throws {
        let exports =
            "\n  - \(CampusText.profile())\n  - \(CampusText.profile(code: "①ALPHABURSAR", location: "inbox/more"))"
        let text = CampusText.changing("alpha", ["exports": exports])
        #expect(
            try CampusText.findings(in: text) == [
                "9:12: error: the code `ALPHABURSAR` stands twice; codes are unique in Alma; the other one is in line 8"
            ]
        )
    }

    @Test func `a server without a host key and a profile without a schedule are warnings`() throws
    {
        let exports = "\n  - ①{code: X, location: ②'sftp://u@h/x', format: plain}"
        let text = CampusText.changing("alpha", ["exports": exports])
        let reading = try CampusText.read(["a.yaml": text.text])
        #expect(reading.diagnostics.map(\.severity) == [.warning, .warning])
        #expect(reading.diagnostics.map(\.place) == [text["①"], text["②"]])
        #expect(reading.campuses.allSatisfy({ $0.isValid }))
    }

    @Test func `a campus that takes part needs a profile`() throws {
        let missing = CampusText.changing("alpha", without: ["exports"])
        #expect(try CampusText.findings(in: missing).count == 1)
        let empty = CampusText.changing("alpha", ["exports": "[]"])
        #expect(try CampusText.findings(in: empty).count == 1)
    }

    @Test func `terms and a term rule exclude each other`() throws {
        let text = CampusText.changing(
            "alpha",
            [
                "terms": "[{code: \"2267\", from: 2026-08-17, to: 2027-08-24}]",
                "term_rule":
                    "[{since: 2026-01-01, ranges: [{from: 01-01, to: 12-31, code: \"{year}\"}]}]",
            ]
        )
        let findings = try CampusText.findings(in: text)
        #expect(findings.count == 1)
        #expect(findings[0].contains("a campus has `terms` or a `term_rule`, not both"))
    }
}
