/// What a place of a template takes of its text, such as `upper, last 6`.
struct TextPicture: Hashable, Sendable {
    /// All words that a picture can have.
    static let known = ["upper", "lower", "first N", "last N", "strip zeros"]

    /// How many characters stay.
    enum Cut: Hashable, Sendable {
        case first(Int)
        case last(Int)
    }

    var letterCase: LetterCase?
    /// Of zeros alone the last one stays.
    var stripsZeros = false
    var cut: Cut?

    /// As a format writes it.
    var words: String {
        var words = [letterCase?.rawValue].compactMap(\.self)
        if stripsZeros { words.append("strip zeros") }
        switch cut {
        case nil: break
        case .first(let count): words.append("first \(count)")
        case .last(let count): words.append("last \(count)")
        }
        return words.joined(separator: ", ")
    }

    /// What it leaves of a text in the bytes of an encoding, whose letter case is right already.
    func applied(to bytes: [UInt8], in encoding: OutputEncoding) -> [UInt8] {
        var buffer = RecordBuffer(reserving: bytes.count)
        buffer.append(bytes.span)
        buffer.keep(self, from: 0, in: encoding)
        return Array(buffer[0..<buffer.count])
    }
}

extension RecordBuffer {
    /// Leaves of what stands from a position on what a picture takes, but for its letter case.
    mutating func keep(_ picture: TextPicture, from start: Int, in encoding: OutputEncoding) {
        if picture.stripsZeros { stripZeros(from: start) }
        switch picture.cut {
        case nil: break
        case .first(let characters): keepFirst(characters, from: start, in: encoding)
        case .last(let characters): keepLast(characters, from: start, in: encoding)
        }
    }
}
