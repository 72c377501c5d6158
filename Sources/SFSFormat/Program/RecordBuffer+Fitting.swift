internal import BursarModel

extension RecordBuffer {
    /// Leading zeros go, but of zeros alone the last one stays.
    mutating func stripZeros(from start: Int) {
        var zeros = 0
        while start + zeros < count - 1, self[start + zeros] == UInt8(ascii: "0") { zeros += 1 }
        if zeros > 0 { remove(from: start, count: zeros) }
    }

    mutating func keepFirst(_ characters: Int, from start: Int, in encoding: OutputEncoding) {
        guard count - start > characters else { return }
        guard encoding.isUTF8, !isASCII(from: start) else {
            return truncate(to: start + characters)
        }
        let text = String(decoding: self[start..<count], as: UTF8.self)
        truncate(to: start + text.prefix(characters).utf8.count)
    }

    mutating func keepLast(_ characters: Int, from start: Int, in encoding: OutputEncoding) {
        if encoding.isUTF8 {
            let text = String(decoding: self[start..<count], as: UTF8.self)
            let kept = text.suffix(characters).utf8.count
            remove(from: start, count: count - start - kept)
        } else if count - start > characters {
            remove(from: start, count: count - start - characters)
        }
    }

    /// Cuts the end off; a character that does not fit as a whole goes as a whole.
    mutating func cutEnd(to most: Int, from start: Int, in encoding: OutputEncoding) {
        guard encoding.isUTF8, !isASCII(from: start) else { return truncate(to: start + most) }
        var kept = 0
        for character in String(decoding: self[start..<count], as: UTF8.self) {
            let next = kept + character.utf8.count
            if next > most { break }
            kept = next
        }
        truncate(to: start + kept)
    }

    /// Cuts the beginning off; a character that does not fit as a whole goes as a whole.
    mutating func cutBeginning(to most: Int, from start: Int, in encoding: OutputEncoding) {
        var kept = min(most, count - start)
        if encoding.isUTF8 {
            kept = 0
            for character in String(decoding: self[start..<count], as: UTF8.self).reversed() {
                let next = kept + character.utf8.count
                if next > most { break }
                kept = next
            }
        }
        remove(from: start, count: count - start - kept)
    }

    /// Puts what stands from a position on into quotes; a quote in it is doubled.
    mutating func quote(from start: Int) {
        insert(repeating: RecordDeclaration.quoteMark, count: 1, at: start)
        closeQuote(from: start + 1)
    }

    /// Ends what stands in quotes from a position on, the first of which is there already.
    mutating func closeQuote(from start: Int) {
        let mark = RecordDeclaration.quoteMark
        guard holds(mark, from: start) else { return append(mark) }
        let marks = count(of: mark, from: start)
        let end = count
        append(repeating: mark, count: marks + 1)
        // From the end on, so that every byte moves once, however many quotes there are.
        var target = count - 1
        var index = end
        while index > start {
            index -= 1
            target -= 1
            self[target] = self[index]
            if self[index] == mark {
                target -= 1
                self[target] = mark
            }
        }
    }
}
