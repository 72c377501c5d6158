import BursarModel

/// What is known of the borrower whose fees are being read.
struct BorrowerState {
    /// Which elements of the borrower and of the open fee occurred: a bit for each slot.
    var occurred: UInt64 = 0
    var marks = FieldMarks()
    /// Where the borrower's texts end in the buffer and those of the open fee begin.
    var end = 0
    /// Whether a fee has gone out, so that the borrower's texts may not change any more.
    var hasGivenFees = false
    var waiting = WaitingFees()

    /// The bits of `user` and `patronName`: once both occurred, no fee need wait.
    let identity: UInt64
    /// The bits of everything in a fee.
    let fee: UInt64

    init(_ index: ElementIndex) {
        identity = index.bits(in: .borrower) { $0.element != .fees }
        fee = index.bits(in: .fee) | index.bits(in: .feeOwner) | index.bits(in: .compositeSum)
    }
}

extension ReaderState {
    mutating func startBorrower() {
        header.users &+= 1
        borrower.occurred = 0
        borrower.marks = FieldMarks()
        borrower.hasGivenFees = false
    }

    mutating func startFee() {
        header.fees &+= 1
        borrower.occurred &= ~borrower.fee
        borrower.end = buffer.count
        feeMarks = FieldMarks()
        texts.ordinal = header.fees
        texts.line = unsafe ReaderState.lineOfTag(in: parser)
    }

    mutating func endFee() {
        if borrower.occurred & borrower.identity == borrower.identity, borrower.waiting.isEmpty {
            give()
        } else {
            wait()
        }
        buffer.truncate(to: borrower.end)
        for field in index.feeFields { texts.ranges[field] = 0..<0 }
    }

    mutating func endBorrower() {
        if !borrower.waiting.isEmpty { giveWaiting() }
        buffer.truncate(to: 0)
        for field in index.borrowerFields { texts.ranges[field] = 0..<0 }
    }

    /// Keeps the fee until its borrower is known.
    private mutating func wait() {
        let start = borrower.end
        var fee = WaitingFees.Fee(marks: feeMarks, ordinal: texts.ordinal, line: texts.line)
        for field in index.feeFields where !texts.ranges[field].isEmpty {
            let range = texts.ranges[field]
            fee.ranges[field] = (range.lowerBound - start)..<(range.upperBound - start)
        }
        buffer.read(start..<buffer.count) { fee.texts.append(copying: $0) }
        guard borrower.waiting.add(fee) else {
            return stop(.unexpectedElement, "more fees than can wait stand before their borrower")
        }
    }

    /// Gives the fees that waited, now that the borrower's texts are known.
    private mutating func giveWaiting() {
        let start = buffer.count
        for fee in borrower.waiting.take() {
            unsafe fee.texts.withUnsafeBufferPointer { unsafe buffer.append($0) }
            for field in index.feeFields {
                let range = fee.ranges[field]
                texts.ranges[field] = (range.lowerBound + start)..<(range.upperBound + start)
            }
            (texts.ordinal, texts.line, feeMarks) = (fee.ordinal, fee.line, fee.marks)
            give()
            buffer.truncate(to: start)
        }
        for field in index.feeFields { texts.ranges[field] = 0..<0 }
    }

    /// Lends the fee to whoever reads; what they throw ends the reading.
    private mutating func give() {
        guard ending == nil else { return }
        texts.arena.removeAll(keepingCapacity: true)
        buffer.read(0..<buffer.count) { texts.arena.append(copying: $0) }
        texts.doubled = FeeFieldSet(marked: feeMarks.doubled | borrower.marks.doubled)
        texts.overlong = FeeFieldSet(marked: feeMarks.overlong | borrower.marks.overlong)
        borrower.hasGivenFees = true
        do {
            try onFee(texts)
        } catch {
            stop(error)
        }
    }
}

extension FeeFieldSet {
    fileprivate init(marked bits: UInt32) {
        self.init()
        guard bits != 0 else { return }
        for field in FeeField.allCases where bits & 1 << UInt32(field.rawValue) != 0 {
            insert(field)
        }
    }
}
