/// A line and a column of an export, both from 1; columns count bytes.
struct TextPlace: Equatable {
    var line: Int64 = 1
    var column: Int64 = 1

    mutating func advance(over byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            line &+= 1
            column = 1
        } else {
            column &+= 1
        }
    }
}
