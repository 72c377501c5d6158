public import BursarModel

/// A text whose places of interest are marked with ① to ⑳, which are taken out of it.
///
/// `MarkedText("a: 1\n①b: 2\n").places["①"]` is line 2, column 1 of the text without the mark.
public struct MarkedText: Sendable {
    public let text: String
    public let places: [Character: Place]

    public init(_ marked: String) {
        var text = ""
        var places: [Character: Place] = [:]
        var place = Place(line: 1, column: 1)
        for character in marked {
            if ("①"..."⑳").contains(character) {
                places[character] = place
                continue
            }
            text.append(character)
            place.column += 1
            if character == "\n" || character == "\r\n" {
                place = Place(line: place.line + 1, column: 1)
            }
        }
        self.text = text
        self.places = places
    }

    /// The place of a mark; of one that is not in the text, a place that no text has.
    public subscript(mark: Character) -> Place { places[mark] ?? Place(line: 0, column: 0) }
}
