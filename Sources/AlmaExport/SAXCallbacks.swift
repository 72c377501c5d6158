import BursarModel
import CLibXML2

extension xmlSAXHandler {
    /// The callbacks of an export's parser: each finds the reader's state behind its context.
    ///
    /// What a DOCTYPE could bring ends the reading, though the filter lets none come so far. There
    /// is no `getEntity`, so XML's own five entities are all there are.
    static var ofExport: xmlSAXHandler {
        var handler = unsafe xmlSAXHandler()
        unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handler.startElementNs = { context, name, _, uri, declared, _, own, _, attributes in
            guard let state = unsafe readerState(context) else { return }
            let isNil =
                unsafe own > 0
                && isNil(
                    attributes,
                    count: Int(own),
                    name: state.pointee.index.nilName,
                    namespace: state.pointee.index.instanceNamespace
                )
            unsafe state.pointee.start(
                UInt(bitPattern: name),
                in: UInt(bitPattern: uri),
                attributes: Int(own) + Int(declared),
                isNil: isNil
            )
        }
        unsafe handler.endElementNs = { context, _, _, _ in
            unsafe readerState(context)?.pointee.end()
        }
        unsafe handler.characters = { context, bytes, count in
            unsafe readerState(context)?.pointee.characters(
                UnsafeBufferPointer(start: bytes, count: Int(count))
            )
        }
        // The same function, or the parser looks at every blank twice to tell the two apart.
        unsafe handler.ignorableWhitespace = handler.characters
        unsafe handler.cdataBlock = { context, bytes, count in
            unsafe readerState(context)?.pointee.characterData(
                UnsafeBufferPointer(start: bytes, count: Int(count))
            )
        }
        unsafe handler.processingInstruction = { context, _, _ in
            unsafe readerState(context)?.pointee.limitNames()
        }
        unsafe handler.internalSubset = { context, _, _, _ in unsafe refuseDoctype(context) }
        unsafe handler.externalSubset = { context, _, _, _ in unsafe refuseDoctype(context) }
        unsafe handler.entityDecl = { context, _, _, _, _, _ in unsafe refuseDoctype(context) }
        unsafe handler.reference = { context, _ in unsafe refuseDoctype(context) }
        unsafe handler.serror = { context, error in
            guard let error = unsafe error, unsafe error.pointee.level != XML_ERR_WARNING else {
                return
            }
            let isOfMemory = unsafe error.pointee.code == Int32(XML_ERR_NO_MEMORY.rawValue)
            unsafe readerState(context)?.pointee.complain(isOfMemory: isOfMemory)
        }
        return unsafe handler
    }
}

@inline(__always)
private func readerState(
    _ context: UnsafeMutableRawPointer?
) -> UnsafeMutablePointer<ReaderState>? {
    unsafe context?.assumingMemoryBound(to: ReaderState.self)
}

private func refuseDoctype(_ context: UnsafeMutableRawPointer?) {
    unsafe readerState(context)?.pointee.stop(.doctype, "the export has a DOCTYPE or an entity")
}

/// Whether one of the attributes, five pointers each, is `xsi:nil` with a value of yes.
private func isNil(
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    count: Int,
    name: UInt,
    namespace: UInt
) -> Bool {
    guard let attributes = unsafe attributes else { return false }
    for attribute in 0..<count {
        let parts = unsafe attributes + 5 * attribute
        guard unsafe UInt(bitPattern: parts[0]) == name,
            unsafe UInt(bitPattern: parts[2]) == namespace,
            let start = unsafe parts[3], let end = unsafe parts[4]
        else { continue }
        let value = unsafe UnsafeBufferPointer(start: start, count: end - start).span
        return value.holds("true") || value.holds("1")
    }
    return false
}
