import Hummingbird
import Pages

/// The status pages, the JSON API and the metrics over HTTP.
public struct StatusServer: Sendable {
    public init() {}

    func routes() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/healthz") { _, _ in "ok\n" }
        return router
    }
}
