import BursarModel
import Testing

@testable import Serving

@Suite struct RouteTests {
    @Test(arguments: [
        ("/", "/"), ("/campuses/humboldt", "/campuses/KEY"), ("/runs", "/runs"),
        ("/runs/20261120-181003-7f3a", "/runs/ID"), ("/exports/humboldt-x3", "/exports/ID"),
        ("/outputs/humboldt-17", "/outputs/ID"), ("/held/humboldt-f12", "/held/ID"),
        ("/held/humboldt-x3", "/held/ID"), ("/trace/humboldt", "/trace/KEY"),
        ("/api/v1/status", "/api/v1/status"), ("/api/v1/held/humboldt-f1", "/api/v1/held/ID"),
        ("/login", "/login"), ("/metrics", "/metrics"), ("/\(Stylesheet.name)", "/style-HASH.css"),
    ])
    func `a path that is somewhere is found`(path: String, pattern: String) {
        #expect(Route(path)?.pattern == pattern)
    }

    @Test(arguments: [
        "", "x", "//", "/runs/", "/runs/a/b", "/runs/..", "/runs/%2e%2e", "/campuses/Humboldt",
        "/campuses/", "/exports/humboldt-3", "/outputs/humboldt-x3", "/held/humboldt-0", "/status",
        "/api", "/api/v1", "/api/v1/", "/api/v2/status", "/trace", "/trace/humboldt/1",
        "/style-0000000000000000.css", "/.env", "http://localhost/",
        "/runs/\(String(repeating: "1", count: 65))",
    ])
    func `a path that is nowhere is nothing`(path: String) { #expect(Route(path) == nil) }
}
