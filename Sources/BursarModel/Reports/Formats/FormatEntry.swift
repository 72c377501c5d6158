/// A format that is in force, or that stands in a file, as `format list` shows it.
public struct FormatEntry: Sendable, Encodable {
    /// A campus that uses it.
    public struct User: Sendable, Hashable, Encodable {
        public var campus: CampusKey
        public var state: CampusState
        public var layoutConfirmed: Bool

        public init(campus: CampusKey, state: CampusState, layoutConfirmed: Bool) {
            self.campus = campus
            self.state = state
            self.layoutConfirmed = layoutConfirmed
        }

        private enum CodingKeys: String, CodingKey {
            case campus, state
            case layoutConfirmed = "layout_confirmed"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(campus.text, forKey: .campus)
            try container.encode(state, forKey: .state)
            try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        }
    }

    public var format: String
    public var title: String?
    /// Who says that the layout is so.
    public var source: String?
    /// The format file, without its folders.
    public var file: String
    /// In the order of their keys.
    public var campuses: [User]
    /// What each file of the format looks like; empty where it was not asked for.
    public var layout: [FileLayout]
    /// The text of the format file, and of those that it includes; empty where not asked for.
    public var texts: [FormatText]

    public init(format: String, title: String?, source: String?, file: String) {
        self.format = format
        self.title = title
        self.source = source
        self.file = file
        campuses = []
        layout = []
        texts = []
    }

    /// Whether everybody who uses it has confirmed it; false where nobody does.
    public var isConfirmed: Bool {
        !campuses.isEmpty && campuses.allSatisfy(\.layoutConfirmed)
    }

    private enum CodingKeys: String, CodingKey {
        case format, title, source, file, confirmed, campuses, layout, texts
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(format, forKey: .format)
        try container.encode(title, forKey: .title)
        try container.encode(source, forKey: .source)
        try container.encode(file, forKey: .file)
        try container.encode(isConfirmed, forKey: .confirmed)
        try container.encode(campuses, forKey: .campuses)
        if !layout.isEmpty { try container.encode(layout, forKey: .layout) }
        if !texts.isEmpty { try container.encode(texts, forKey: .texts) }
    }
}

/// A format file as it was written.
public struct FormatText: Sendable, Hashable, Encodable {
    public var file: String
    public var text: String

    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }
}
