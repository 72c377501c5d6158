import Testing

@testable import Serving

@Suite struct HostsTests {
    @Test func `on loopback a name that is not ours is refused`() throws {
        var settings = ServingSettings(listen: try #require(ListenAddress("127.0.0.1:8080")))
        settings.hosts = ["Status.example.edu"]
        let hosts = Hosts(settings)
        for host in [
            "localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST",
            "status.example.edu", "status.example.edu:443",
        ] {
            #expect(hosts.includes(host), "\(host)")
        }
        for host in [nil, "", "evil.example", "127.0.0.1.evil.example", "::1:80", "[::2]"] {
            #expect(!hosts.includes(host), "\(host ?? "none")")
        }
    }

    @Test func `elsewhere any name will do, until names are given`() throws {
        var settings = ServingSettings(listen: try #require(ListenAddress("192.0.2.1:8080")))
        #expect(Hosts(settings).includes("anything"))
        settings.hosts = ["status.example.edu"]
        #expect(!Hosts(settings).includes("anything"))
    }

    @Test(arguments: [
        "8080", "127.0.0.1", "127.0.0.1:", "host:80", "127.0.0.1:65536", ":80", "1.2.3:1",
    ])
    func `an address that is none is not listened on`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
