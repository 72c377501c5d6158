import BursarModel
import Status

/// Files for one kind of office, each with the count and total to type.
enum LoadsPart {
    static func fields(
        id: String,
        title: String,
        _ groups: [OutputGroup],
        isLarge: Bool = false,
        namesCampus: Bool = true,
        target: (OutputSummary) -> String?
    ) -> Fields? {
        guard !groups.isEmpty else { return nil }
        return [
            "loadsID": .text(id),
            "loadsTitle": .text(title),
            "loadsSum": .text(OutputGroup.sum(of: groups)),
            "large": .flag(isLarge),
            "groups": .list(
                groups.map { group in
                    [
                        "groupName": .text(namesCampus ? group.name : "Enter at the file load"),
                        "isNamed": .flag(namesCampus),
                        "hasHead": .flag(namesCampus || !settings(of: group).isEmpty),
                        "settings": .list(settings(of: group)),
                        "folder": .text(group.folder),
                        "files": .list(group.outputs.map { file($0, of: group, target($0)) }),
                    ]
                }
            ),
        ]
    }

    private static func file(
        _ output: OutputSummary,
        of group: OutputGroup,
        _ target: String?
    ) -> Fields {
        [
            "file": .text(group.folder == nil ? output.path : output.name),
            "fileTarget": .text(target),
            "fileNote": group.notes(on: output).isEmpty ? .nothing : .text(group.notes(on: output)),
            "count": .text(String(output.records)),
            "total": .text(Figures.plainDollars(output.totalCents)),
        ]
    }

    /// What the clerk enters beside count and total, each to be copied.
    private static func settings(of group: OutputGroup) -> [Fields] {
        group.outputs.first { $0.kind == .sfs }.map(settings(of:)) ?? []
    }

    static func settings(of output: OutputSummary) -> [Fields] { output.loadSettings.map(field) }

    private static func field(_ setting: LoadSetting) -> Fields {
        ["setting": .text(name(of: setting)), "settingValue": .text(setting.value)]
    }

    /// `Group type` of `group_type`.
    static func name(of setting: LoadSetting) -> String {
        setting.name.split(separator: "_").joined(separator: " ").asSentenceStart
    }
}
