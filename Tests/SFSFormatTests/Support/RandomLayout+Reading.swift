import Testing

/// A little reader of outputs that knows nothing of the code that wrote them.
extension RandomLayout {
    /// The records of an output, each as its values.
    func read(_ bytes: [UInt8]) throws -> [[[UInt8]]] {
        isFixed ? try readFixed(bytes) : try readDelimited(bytes)
    }

    private func readFixed(_ bytes: [UInt8]) throws -> [[[UInt8]]] {
        var lines: [[UInt8]] = [[]]
        for byte in bytes {
            if byte == 0x0A { lines.append([]) } else { lines[lines.count - 1].append(byte) }
        }
        #expect(lines.removeLast() == [], "the last line has no line ending")
        if lineEnding == "\r\n" {
            #expect(lines.allSatisfy { $0.last == 0x0D })
            lines = lines.map { $0.dropLast() }
        }
        return try lines.enumerated().map { index, line in
            let columns = columns(ofLine: index, among: lines.count)
            try #require(line.count == length(of: columns), "line \(index + 1)")
            var rest = line[...]
            return columns.map { column in
                let value = Array(rest.prefix(column.width))
                rest = rest.dropFirst(column.width + (separator == nil ? 0 : 1))
                return value
            }
        }
    }

    private func columns(ofLine index: Int, among count: Int) -> [Column] {
        if index == 0, !header.isEmpty { return header }
        return index == count - 1 && !trailer.isEmpty ? trailer : columns
    }

    /// As RFC 4180 has it: a value in quotes holds anything, a quote in it stands twice.
    private func readDelimited(_ bytes: [UInt8]) throws -> [[[UInt8]]] {
        let separator = try #require(separator?.asciiValue)
        var records: [[[UInt8]]] = []
        var record: [[UInt8]] = []
        var value: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x22, value.isEmpty, !neverQuotes {
                index += 1
                while index < bytes.count {
                    if bytes[index] == 0x22 {
                        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
                        index += 1
                    }
                    value.append(bytes[index])
                    index += 1
                }
                index += 1
                continue
            }
            switch bytes[index] {
            case separator:
                record.append(value)
                value = []
            case 0x0A:
                if lineEnding == "\r\n" {
                    #expect(value.last == 0x0D)
                    value.removeLast()
                }
                records.append(record + [value])
                (record, value) = ([], [])
            default: value.append(bytes[index])
            }
            index += 1
        }
        #expect(record == [] && value == [], "the last line has no line ending")
        return records
    }

    /// The amount that a column shows, in cents.
    static func cents(_ value: [UInt8], in column: Column) throws -> Int {
        let text = String(decoding: value, as: UTF8.self)
        let digits = text.filter(\.isNumber)
        if column.hasDecimals {
            let fraction = text.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
            #expect(fraction.count(where: \.isNumber) == 2, "\(text)")
        } else {
            #expect(!text.contains("."), "\(text)")
        }
        // A sign behind zeros is no number to anybody.
        #expect(text.wholeMatch(of: /[ ]*[+-]?[ ]*[0-9,.]+[+-]?/) != nil, "\(text)")
        let magnitude = try #require(Int(digits), "\(text)")
        return text.contains("-") ? -magnitude : magnitude
    }
}
