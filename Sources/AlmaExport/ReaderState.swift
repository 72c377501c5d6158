import BursarModel
import CLibXML2

/// What the parser's callbacks work on: a struct behind one pointer, without a class or a `String`.
///
/// It follows the open elements on a stack of its own, collects their texts, and lends them out as
/// `FeeTexts` at the end of every fee. It judges the shape of the export, never a value.
@safe struct ReaderState: ~Copyable {
    let parser: xmlParserCtxtPtr
    var input: ExportInput
    var index: ElementIndex
    /// The open elements from the root on; the first stands for what is outside of it.
    private var open = InlineArray<33, ExportElement>(repeating: .outside)
    private(set) var depth = 0
    private(set) var isRootClosed = false

    var field = OpenField()
    var borrower: BorrowerState
    var feeMarks = FieldMarks()
    var buffer = TextBuffer()
    var texts = FeeTexts()
    let onFee: (borrowing FeeTexts) throws -> Void

    var header = ExportHeader()
    var institutions: [[UInt8]] = []
    var socialSecurityNumbers: Int64 = 0
    private var unknownNames: Set<UInt> = []

    /// Why reading ended before the export did: an `ExportReadError`, or what `onFee` threw.
    var ending: (any Error)?
    /// Where the parser first complained; its words quote the export and are not kept.
    var complaint: TextPlace?
    /// Whether it complained that nothing more came.
    var complainsOfEnd = false

    /// The export's bytes that are refused, with their place.
    var refusal: ExportReadError?

    init(
        parser: xmlParserCtxtPtr,
        input: consuming ExportInput,
        onFee: @escaping (borrowing FeeTexts) throws -> Void
    ) {
        unsafe self.parser = parser
        self.input = input
        self.onFee = onFee
        index = unsafe ElementIndex(parser.pointee.dict)
        borrower = BorrowerState(index)
    }

    /// Whether every element that began has ended, and the root was one of them.
    var isComplete: Bool { isRootClosed && depth == 0 && ending == nil }

    /// The header of an export that was read to its end.
    var finishedHeader: ExportHeader {
        var finished = header
        finished.institutionIDs = institutions.map { String(decoding: $0, as: UTF8.self) }
        if header.unknownElements > 0 {
            finished.warnings.append(.unknownElements(header.unknownElements))
        }
        if socialSecurityNumbers > 0 {
            finished.warnings.append(.socialSecurityNumbers(socialSecurityNumbers))
        }
        return finished
    }

    /// - Parameters:
    ///   - name: the address of the local name.
    ///   - namespace: the address of the namespace's name.
    ///   - attributes: how many there are, with the declarations of namespaces.
    ///   - isNil: whether one of them is `xsi:nil` and says yes.
    @inline(__always)
    mutating func start(_ name: UInt, in namespace: UInt, attributes: Int, isNil: Bool) {
        let parent = open[depth]
        guard parent != .text else {
            return stop(.unexpectedElement, "an element stands in a field, where Alma writes text")
        }
        guard depth < ReadingLimit.depth else {
            return stop(.tooDeep, "elements are nested deeper than 32 levels")
        }
        guard attributes <= ReadingLimit.attributes else {
            return stop(.tagTooLong, "an element has more than 16 attributes")
        }
        if attributes > 0 { limitNames() }
        depth += 1
        guard namespace == index.namespace, let slot = index.slot(named: name, in: parent) else {
            open[depth] = .unknown
            return startUnknown(name, in: parent)
        }
        let element = index.slots[slot].element
        open[depth] = element
        guard index.slots[slot].field < 0 else { return startField(slot, isNil: isNil) }
        index.expectFirstChild(of: element)
        switch element {
        case .fee: startFee()
        case .borrower: startBorrower()
        case .user: borrower.occurred |= index.slots[slot].bit
        default: break
        }
    }

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard open[depth] == .text else { return }
        unsafe appendToField(bytes)
    }

    mutating func end() {
        guard depth > 0 else { return }
        let element = open[depth]
        depth -= 1
        guard element != .text else { return endField() }
        switch element {
        case .fee: endFee()
        case .borrower: endBorrower()
        default: break
        }
        if depth == 0 { isRootClosed = true }
    }

    private mutating func startUnknown(_ name: UInt, in parent: ExportElement) {
        guard parent != .outside else {
            return stop(.wrongRoot, "the root element is not that of an Alma bursar export")
        }
        // Passed over, it would be money that Alma has closed and nobody collects.
        guard name != index.feeName else {
            return stop(.unexpectedElement, "a fee stands where Alma writes none")
        }
        header.unknownElements &+= 1
        unknownNames.insert(name)
        limitNames()
        guard unknownNames.count <= ReadingLimit.unknownNames else {
            return stop(.unexpectedElement, "more than 1000 different elements are unknown")
        }
    }

    /// Ends the reading where the parser's dictionary of names has become far too large.
    mutating func limitNames() {
        guard unsafe xmlDictSize(parser.pointee.dict) > ReadingLimit.names else { return }
        stop(.unexpectedElement, "more than 4000 different names occur")
    }
}
