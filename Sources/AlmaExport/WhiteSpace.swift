/// White space as XML has it; a no-break space is text, and part of an id.
@inline(__always) func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D)
}
