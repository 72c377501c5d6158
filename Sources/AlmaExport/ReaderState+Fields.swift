import BursarModel

/// The field whose text is being collected.
struct OpenField {
    var slot = 0
    /// Where its text begins in the buffer.
    var start = 0
    /// Bytes that came, kept or not.
    var length = 0
    var isNil = false
}

/// Fields that occurred twice, and fields that are too long: a bit for each.
struct FieldMarks {
    var doubled: UInt32 = 0
    var overlong: UInt32 = 0
}

extension ReaderState {
    @inline(__always)
    mutating func startField(_ slot: Int, isNil: Bool) {
        let (raw, bit) = (index.slots[slot].field, index.slots[slot].bit)
        if index.borrowerFields.contains(raw), borrower.hasGivenFees {
            return stop(.unexpectedElement, "a borrower's own element comes after fees of theirs")
        }
        field = OpenField(slot: slot, start: buffer.count, isNil: isNil)
        if borrower.occurred & bit != 0 { mark(raw, in: \.doubled) }
        borrower.occurred |= bit
    }

    @inline(__always)
    mutating func appendToField(_ bytes: UnsafeBufferPointer<UInt8>) {
        let room = ReadingLimit.keptText - field.length
        field.length += bytes.count
        guard bytes.count > room else { return unsafe buffer.append(bytes) }
        guard field.length <= ReadingLimit.text else {
            return stop(.fieldTooLong, "a field is longer than 1 MiB")
        }
        guard room > 0 else { return }
        var kept = room
        while unsafe kept > 0 && bytes[kept] & 0xC0 == 0x80 { kept -= 1 }  // no half characters
        unsafe buffer.append(UnsafeBufferPointer(rebasing: bytes[..<kept]))
    }

    /// Takes text of a CDATA section, in which the parser lets overlong forms of UTF-8 pass.
    mutating func characterData(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard unsafe String(validating: bytes, as: UTF8.self) != nil else {
            return stop(.notWellFormed, "a CDATA section is not UTF-8")
        }
        unsafe characters(bytes)
    }

    mutating func endField() {
        let (raw, treatment) = (index.slots[field.slot].field, index.slots[field.slot].treatment)
        if field.length > ReadingLimit.keptText { mark(raw, in: \.overlong) }
        guard raw < texts.ranges.count else { return endExportNumber() }
        // A second text is not looked at: its fee is held, or it is a call number spelt both ways.
        guard !field.isNil, texts.ranges[raw].isEmpty else {
            return buffer.truncate(to: field.start)
        }
        switch treatment {
        case .value: texts.ranges[raw] = buffer.trimmed(from: field.start)
        case .label: texts.ranges[raw] = buffer.folded(from: field.start)
        case .prose:
            let range = buffer.folded(from: field.start)
            if buffer.read(range, { $0.holdsSocialSecurityNumber }) { socialSecurityNumbers &+= 1 }
            texts.ranges[raw] = range
        case .institution:
            let range = buffer.trimmed(from: field.start)
            if !buffer.read(range, { $0.holds("null") }) {
                texts.ranges[raw] = range
                noteInstitution(range)
            }
        }
    }

    /// Marks a field of this fee, or of the borrower and so of all their fees.
    private mutating func mark(_ raw: Int, in set: WritableKeyPath<FieldMarks, UInt32>) {
        if index.borrowerFields.contains(raw) {
            borrower.marks[keyPath: set] |= 1 << UInt32(raw)
        } else {
            feeMarks[keyPath: set] |= 1 << UInt32(raw)
        }
    }

    private mutating func endExportNumber() {
        guard field.length <= ReadingLimit.keptText else {
            return stop(.fieldTooLong, "the export number is longer than 4 KiB")
        }
        let number = field.isNil ? "" : string(in: buffer.trimmed(from: field.start))
        buffer.truncate(to: field.start)
        guard !number.isEmpty, !header.exportNumbers.contains(number),
            header.exportNumbers.count < ReadingLimit.listed
        else { return }
        header.exportNumbers.append(number)
    }

    private mutating func noteInstitution(_ range: Range<Int>) {
        guard !range.isEmpty, institutions.count < ReadingLimit.listed else { return }
        for known in institutions where buffer.read(range, { $0.holds(known) }) { return }
        institutions.append(Array(string(in: range).utf8))
    }

    private func string(in range: Range<Int>) -> String {
        buffer.read(range) { text in
            unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }
}
