/// Where in a text file something stands: line and column, both in characters and from 1.
///
/// Two places are one if they begin at the same character, whatever is known of what follows.
public struct Place: Hashable, Comparable, Sendable {
    public var line: Int
    public var column: Int
    /// How many characters are meant; nil: the word, text, list or mapping that begins there.
    public var length: Int?
    /// Another file than the one under reading: a format can include formats.
    public var file: String?
    /// How the text that begins there is written; nil where nothing in it can be pointed at.
    public var spelling: TextSpelling?

    public init(line: Int, column: Int, length: Int? = nil) {
        self.line = line
        self.column = column
        self.length = length
    }

    public static func < (one: Place, other: Place) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }

    public static func == (one: Place, other: Place) -> Bool {
        one.line == other.line && one.column == other.column && one.file == other.file
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(line)
        hasher.combine(column)
        hasher.combine(file)
    }
}

/// A value read from a declaration, with the place it was read at, for messages.
public struct Placed<Value> {
    public var value: Value
    public var place: Place

    public init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }

    public func map<New, Failure: Error>(
        _ transform: (Value) throws(Failure) -> New
    ) throws(Failure) -> Placed<New> {
        Placed<New>(try transform(value), at: place)
    }
}

extension Placed: Sendable where Value: Sendable {}
extension Placed: Equatable where Value: Equatable {}
extension Placed: Hashable where Value: Hashable {}

extension Placed<String> {
    /// A part of the text, where it stands itself.
    ///
    /// `part` is a slice of `value`. Where the text is written so that its characters cannot be
    /// counted, as over several lines, the part has the place of the whole.
    public func part(_ part: Substring) -> Placed<String> {
        Placed(String(part), at: place(of: part))
    }

    public func place(of part: Substring) -> Place {
        guard let spelling = place.spelling else { return place }
        let before = value[value.startIndex..<part.startIndex]
        var place = place
        place.column += spelling.lead + spelling.columns(of: before)
        place.length = max(1, spelling.columns(of: part))
        place.spelling = TextSpelling(lead: 0, escapes: spelling.escapes)
        return place
    }
}
