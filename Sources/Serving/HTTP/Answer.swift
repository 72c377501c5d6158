import HTTPTypes
import Hummingbird
import NIOCore

/// What is answered, before it is HTTP.
///
/// Its texts are ours alone: no word of the database, of an error or of the request is in it.
struct Answer: Sendable {
    enum Kind: String, Sendable {
        case html = "text/html; charset=utf-8"
        case json = "application/json; charset=utf-8"
        case text = "text/plain; charset=utf-8"
        case css = "text/css; charset=utf-8"
        case metrics = "text/plain; version=0.0.4; charset=utf-8"
    }

    var status: HTTPResponse.Status
    var fields: HTTPFields
    var body: ByteBuffer
    /// For the log of this process, never for whoever asked.
    var cause: String?

    init(_ status: HTTPResponse.Status, _ kind: Kind, _ text: String) {
        self.status = status
        body = ByteBuffer(string: text)
        fields = [.contentType: kind.rawValue]
    }

    init(_ kind: Kind, _ text: String) { self.init(.ok, kind, text) }

    /// Sends a browser on to another page of ours.
    static func sent(to path: String) -> Answer {
        var answer = Answer(.seeOther, .text, "")
        answer.fields[.location] = path
        return answer
    }

    func adding(_ name: HTTPField.Name, _ value: String) -> Answer {
        var answer = self
        answer.fields.append(HTTPField(name: name, value: value))
        return answer
    }

    /// Has the browser keep a value under a name, for our pages alone; nil: keep it no longer.
    func keeping(_ value: String?, as name: String, for inquiry: Inquiry) -> Answer {
        adding(
            .setCookie,
            "\(name)=\(value ?? ""); Path=/; HttpOnly; SameSite=Strict"
                + (inquiry.isSecure ? "; Secure" : "") + (value == nil ? "; Max-Age=0" : "")
        )
    }

    /// Names the page behind this one to programs, too; nil where there is none.
    func linking(next path: String?) -> Answer {
        path.map { adding(.link, "<\($0)>; rel=\"next\"") } ?? self
    }

    func because(of cause: String) -> Answer {
        var answer = self
        answer.cause = cause
        return answer
    }

    var text: String { String(buffer: body) }

    func response(to method: HTTPRequest.Method) -> Response {
        let response = Response(
            status: status,
            headers: fields,
            body: ResponseBody(byteBuffer: body)
        )
        return method == .head ? response.createHeadResponse() : response
    }
}
