import BursarModel
import CLibXML2

/// The tree of `ExportElement` as one parser sees it: names are addresses.
///
/// The parser keeps every name once, in its dictionary, so equal names have equal addresses and no
/// letter is compared while an export is read.
struct ElementIndex {
    /// One child of one element.
    struct Slot {
        var name: UInt
        var parent: ExportElement
        var element: ExportElement
        /// The raw value of a `FeeField`, one more for the export number, -1 for what is no field.
        var field: Int
        var treatment: FieldTreatment
        /// What occurred is kept as bits, one for each slot.
        var bit: UInt64
    }

    static let exportNumberField = FeeField.allCases.count

    let slots: [Slot]
    /// Where each element's children lie among the slots.
    private var groups = InlineArray<13, Range<Int>>(repeating: 0..<0)
    /// The slot after the child seen last: Alma's order makes the first guess right.
    private var expected = InlineArray<13, Int>(repeating: 0)

    /// Alma's namespace, XML Schema's for instances, and the latter's attribute `nil`.
    let namespace: UInt
    let instanceNamespace: UInt
    let nilName: UInt
    let feeName: UInt
    /// The raw values of the fields that stand once for all fees of a borrower, and of the others.
    let borrowerFields = 0..<FeeField.borrowerCount
    let feeFields = FeeField.borrowerCount..<FeeField.allCases.count

    init(_ dictionary: xmlDictPtr?) {
        func address(_ name: StaticString) -> UInt {
            let length = Int32(name.utf8CodeUnitCount)
            return unsafe UInt(bitPattern: xmlDictLookup(dictionary, name.utf8Start, length))
        }
        var slots: [Slot] = []
        for element in ExportElement.allCases {
            let start = slots.count
            for (name, meaning) in element.children {
                slots.append(Slot(meaning, name: address(name), in: element, number: slots.count))
            }
            groups[Int(element.rawValue)] = start..<slots.count
            expected[Int(element.rawValue)] = start
        }
        self.slots = slots
        namespace = address("http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans")
        instanceNamespace = address("http://www.w3.org/2001/XMLSchema-instance")
        nilName = address("nil")
        feeName = address("userFineFee")
    }

    /// Lets the search begin with an element's first child, as Alma does.
    mutating func expectFirstChild(of element: ExportElement) {
        expected[Int(element.rawValue)] = groups[Int(element.rawValue)].lowerBound
    }

    /// Finds the slot of a child by the address of its name.
    @inline(__always)
    mutating func slot(named name: UInt, in parent: ExportElement) -> Int? {
        let guess = expected[Int(parent.rawValue)]
        guard guess < slots.count, slots[guess].name == name, slots[guess].parent == parent else {
            return search(for: name, in: parent)
        }
        expected[Int(parent.rawValue)] = guess + 1
        return guess
    }

    private mutating func search(for name: UInt, in parent: ExportElement) -> Int? {
        let found = groups[Int(parent.rawValue)].first { slots[$0].name == name }
        if let found { expected[Int(parent.rawValue)] = found + 1 }
        return found
    }

    /// The bits of those children of an element that pass a test.
    func bits(in element: ExportElement, where isMeant: (Slot) -> Bool = { _ in true }) -> UInt64 {
        slots[groups[Int(element.rawValue)]].filter(isMeant).reduce(0) { $0 | $1.bit }
    }
}

extension ElementIndex.Slot {
    fileprivate init(
        _ meaning: ExportElement.Meaning,
        name: UInt,
        in parent: ExportElement,
        number: Int
    ) {
        self.init(
            name: name,
            parent: parent,
            element: .text,
            field: -1,
            treatment: .value,
            bit: 1 << UInt64(number)
        )
        switch meaning {
        case .element(let element): self.element = element
        case .exportNumber: field = ElementIndex.exportNumberField
        case .field(let field):
            self.field = field.rawValue
            treatment = FieldTreatment(of: field)
        }
    }
}
