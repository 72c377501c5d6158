extension OutputEncoding {
    /// An output's bytes as a text, for people who look at it.
    func text(of bytes: some Collection<UInt8>) -> String {
        switch self {
        case .ascii, .utf8, .utf8WithMark: return String(decoding: bytes, as: UTF8.self)
        case .latin1, .windows1252:
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(scalar(of: byte)) }
            return String(text)
        }
    }

    private func scalar(of byte: UInt8) -> Unicode.Scalar {
        guard self == .windows1252, (0x80..<0xA0).contains(byte) else {
            return Unicode.Scalar(byte)
        }
        return OutputEncoding.windows1252Scalars[byte] ?? Unicode.Scalar(byte)
    }

    private static let windows1252Scalars: [UInt8: Unicode.Scalar] = {
        var scalars: [UInt8: Unicode.Scalar] = [:]
        for (value, byte) in windows1252Only { scalars[byte] = Unicode.Scalar(value) }
        return scalars
    }()
}
