import BursarModel

/// What is known of the borrower whose fees are being read.
struct BorrowerState {
    /// Which elements of the borrower and of the open fee occurred: a bit for each slot.
    var occurred: UInt64 = 0
    var marks = FieldMarks()
    /// Where the borrower's texts end in the arena and those of the open fee begin.
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
        borrower.end = texts.arena.count
        feeMarks = FieldMarks()
        texts.ordinal = header.fees
        texts.line = lineOfTag
    }

    mutating func endFee() {
        if borrower.occurred & borrower.identity == borrower.identity, borrower.waiting.isEmpty {
            give()
        } else if !borrower.waiting.add(texts, from: borrower.end, marks: feeMarks) {
            stop(.unexpectedElement, "more fees than can wait stand before their borrower")
        }
        texts.arena.removeLast(texts.arena.count - borrower.end)
        for field in index.feeFields { texts.ranges[field] = 0..<0 }
    }

    mutating func endBorrower() {
        if !borrower.waiting.isEmpty { giveWaiting() }
        texts.arena.removeAll(keepingCapacity: true)
        for field in index.borrowerFields { texts.ranges[field] = 0..<0 }
    }

    /// Fees that came before `user` or `patronName` get the borrower's texts now.
    private mutating func giveWaiting() {
        let borrowersTexts = texts
        for fee in borrower.waiting.take() {
            texts.arena.append(contentsOf: fee.arena)
            for field in index.feeFields where !fee.ranges[field].isEmpty {
                let range = fee.ranges[field]
                let moved = range.lowerBound + borrowersTexts.arena.count
                texts.ranges[field] = moved..<(moved + range.count)
            }
            (texts.ordinal, texts.line) = (fee.ordinal, fee.line)
            feeMarks = fee.marks
            give()
            guard ending == nil else { return }
            texts = borrowersTexts
        }
    }

    /// Lends the fee to whoever reads; what they throw ends the reading.
    private mutating func give() {
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
