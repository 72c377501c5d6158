import HTTPTypes

extension HTTPField.Name {
    static let forwardedProto = HeaderName.own("X-Forwarded-Proto")
    static let forwardedFor = HeaderName.own("X-Forwarded-For")
    static let host = HeaderName.own("Host")
    static let link = HeaderName.own("Link")
    static let fetchSite = HeaderName.own("Sec-Fetch-Site")
}

/// Names of headers that HTTPTypes does not bring.
enum HeaderName {
    static func own(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else {
            preconditionFailure("a header's name of our own is none")
        }
        return name
    }
}
