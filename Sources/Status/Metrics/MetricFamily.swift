/// All samples of one name, as Prometheus reads them (text format 0.0.4).
///
/// Everything told here can fall as well as rise, so every family is a gauge: a total of a fiscal
/// year begins anew with the next one, which a counter must not.
struct MetricFamily {
    /// One label: its name, a constant of ours, and any text.
    typealias Label = (name: String, value: String)

    private let name: String
    private let help: String
    private var lines: [String] = []

    /// The help is one sentence, without backslashes and line feeds.
    init(_ name: String, _ help: String) {
        self.name = "bursarhub_" + name
        self.help = help
    }

    mutating func add(_ labels: [Label], _ value: Int64) {
        let shown = labels.map { "\($0.name)=\"\(MetricFamily.escaped($0.value))\"" }
        let braces = shown.isEmpty ? "" : "{\(shown.joined(separator: ","))}"
        lines.append("\(name)\(braces) \(value)")
    }

    /// Adds nothing where there is no value: a time that never was is no time.
    mutating func add(_ labels: [Label], _ value: Int64?) {
        if let value { add(labels, value) }
    }

    /// A state set: one sample for each state, 1 for the one that is.
    mutating func add<State: RawRepresentable & CaseIterable & Equatable>(
        _ labels: [Label],
        _ current: State,
        as label: String
    ) where State.RawValue == String {
        for state in State.allCases {
            add(labels + [(label, state.rawValue)], state == current ? 1 : 0)
        }
    }

    /// The family with its head; nothing where it has no samples.
    var text: String {
        guard !lines.isEmpty else { return "" }
        return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
            + lines.joined(separator: "\n") + "\n"
    }

    /// As the format wants a label's value.
    private static func escaped(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": shown += "\\\\"
            case "\"": shown += "\\\""
            case "\n": shown += "\\n"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
