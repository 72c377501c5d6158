/// What a campus file names but could not be read.
///
/// It is said in the campus file; a format that asks for it is not told again that it is missing.
public struct UnreadableVocabulary: Sendable {
    public var constants: Set<String> = []
    public var lookups: Set<String> = []
    public var terms = false

    public init() {}
}
