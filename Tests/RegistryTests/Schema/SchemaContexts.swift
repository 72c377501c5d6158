/// All mappings of both files, and all values that are one of some words.
enum SchemaContexts {
    static let keys: [SchemaContext] = [
        .campus(nil, "Q", "x"),
        .campus("confirmation", "layout_confirmed", "{date: 2026-11-02, by: x, Q: x}"),
        .campus("load", "sfs", "{Q: x}"),
        .campus("profile", "exports", "\n  - \(CampusText.profile(more: ", Q: x"))"),
        .campus("server", "outbox", "{sftp: 'sftp://u@h/x', Q: x}"),
        .campus(
            "folder",
            "exports",
            "\n  - \(CampusText.profile(location: "{folder: x, Q: x}"))",
            besides: ["sftp"]
        ),
        .campus("outbox", "outbox", "{folder: x, Q: x}"),
        .campus("move", "exports", "\n  - \(CampusText.profile(more: ", after: {move: x, Q: x}"))"),
        .campus("lookup", "lookups", "{a: {by: fee.type, values: {A: B}, Q: x}}"),
        .campus("term", "terms", "[{code: A, from: 2026-01-01, to: 2027-12-31, Q: x}]"),
        .campus("version", "term_rule", "[{since: 2026-01-01, ranges: [], Q: x}]"),
        .campus(
            "range",
            "term_rule",
            "[{since: 2026-01-01, ranges: [{from: 01-01, to: 12-31, code: A, Q: x}]}]"
        ),
        .campus("limits", "limits", "{Q: x}"),
        .campus("retention", "retention", "{Q: x}"),
        .campus("skipWhen", "skip", "[{when: {sign: charge}, reason: x, Q: x}]"),
        .campus("condition", "skip", "[{when: {sign: charge, Q: x}, reason: x}]"),
        .campus("amountBounds", "skip", "[{when: {amount: {at_least: 1, Q: x}}, reason: x}]"),
        .campus("dayBounds", "skip", "[{when: {age_days: {at_least: 1, Q: x}}, reason: x}]"),
        .format(nil, more: "Q: x\n"),
        .format("record", record: "{kind: fixed, Q: x}"),
        .format("field", field: "{value: user.id, width: 9, Q: x}"),
        .format("branch", field: "{choose: [{value: user.id, Q: x}], width: 9}"),
        .format("date", field: "{date: {from: run.date, Q: x}, width: 10}"),
        .format("file", file: "{name: x.dat, Q: x}"),
        .format("condition", file: "{name: x.dat, when: {sign: charge, Q: x}}"),
        .format("amountBounds", file: "{name: x.dat, when: {amount: {at_least: 1, Q: x}}}"),
        .format("dayBounds", file: "{name: x.dat, when: {age_days: {at_least: 1, Q: x}}}"),
    ]

    static let choices: [SchemaContext] = [
        .campus(nil, "state", "Q", property: "state"),
        .campus(nil, "term_date", "Q", property: "term_date"),
        .campus("condition", "skip", "[{when: {sign: Q}, reason: x}]", property: "sign"),
        .campus("condition", "skip", "[{when: {borrower: Q}, reason: x}]", property: "borrower"),
        .format("record", record: "{kind: Q}", property: "kind"),
        .format("record", record: "{kind: delimited, quote: Q}", property: "quote"),
        .format("record", record: "{kind: fixed, encoding: Q}", property: "encoding"),
        .format("record", record: "{kind: fixed, line_ending: Q}", property: "line_ending"),
        .format("field", field: "{value: user.id, align: Q}", property: "align"),
        .format("field", field: "{value: user.id, overflow: Q}", property: "overflow"),
        .format("field", field: "{value: user.id, sign: Q}", property: "sign"),
        .format("field", field: "{value: user.id, strip: Q}", property: "strip"),
        .format("field", field: "{value: user.id, case: Q}", property: "case"),
        .format("field", field: "{value: user.id, quote: Q}", property: "quote"),
        .format("file", file: "{name: x.dat, kind: Q}", property: "kind"),
        .format("file", file: "{name: x.dat, empty: Q}", property: "empty"),
        .format("file", file: "{name: x.dat, exists: Q}", property: "exists"),
        .format("file", file: "{name: x.dat, group: Q}", property: "group"),
        .format("condition", file: "{name: x.dat, when: {sign: Q}}", property: "sign"),
        .format("condition", file: "{name: x.dat, when: {borrower: Q}}", property: "borrower"),
    ]
}
