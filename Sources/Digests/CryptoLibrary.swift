internal import CLibCrypto

/// The OpenSSL that is in use.
public enum CryptoLibrary {
    /// Such as `3.0.19`; read from the library itself, not from what it was built against.
    public static var version: String {
        unsafe String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))
    }
}
