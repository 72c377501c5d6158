import Locations
import Testing

@Suite struct SFTPAddressTests {
    @Test(arguments: [
        ("sftp://bursar@sftp.example.edu/exports", "sftp://bursar@sftp.example.edu/exports"),
        ("sftp://bursar@10.0.0.7:2222/", "sftp://bursar@10.0.0.7:2222/"),
        ("sftp://a_b-c.d@h:22/x/y z/", "sftp://a_b-c.d@h/x/y z"),
        ("sftp://a@[2001:db8::1]:22022/x", "sftp://a@[2001:db8::1]:22022/x"),
        ("sftp://a@h/~/in", "sftp://a@h/~/in"), ("sftp://a@h/~", "sftp://a@h/~"),
        ("sftp://h/x", "sftp://h/x"),
    ])
    func `an address has its parts`(text: String, shown: String) throws {
        #expect(SFTPAddress(text)?.reported == shown)
    }

    @Test func `a path is absolute, or begins where the login ends`() {
        #expect(SFTPAddress("sftp://a@h/in/x/")?.path == "/in/x")
        #expect(SFTPAddress("sftp://a@h//in/./x")?.path == "/in/x")
        #expect(SFTPAddress("sftp://a@h/")?.path == "/")
        #expect(SFTPAddress("sftp://a@h/~/in")?.path == "in")
        #expect(SFTPAddress("sftp://a@h/~")?.path == ".")
        #expect(SFTPAddress("sftp://a@[::1]/x")?.host == "::1")
        #expect(SFTPAddress("sftp://a@h/x")?.port == 22)
    }

    @Test(arguments: [
        "", "sftp://", "sftp://@h/x", "sftp://a@/x", "sftp://a@h", "ssh://a@h/x",
        "sftp://-oProxyCommand=id@h/x", "sftp://a@-oProxyCommand=id/x", "sftp://a b@h/x",
        "sftp://a@h:0/x", "sftp://a@h:65536/x", "sftp://a@h:22x/x", "sftp://a@h:/x",
        "sftp://a:secret@h/x", "sftp://a@b@h/x", "sftp://a@h;id/x", "sftp://a@$(id)/x",
        "sftp://a@h/../x", "sftp://a@h/x\n!id",
        "sftp://a@h/x\u{1b}", "sftp://a@[h]/x", "sftp://a@[::1%eth0]/x", "sftp://ä@h/x",
    ])
    func `what could become an option, a command or another place is no address`(text: String) {
        #expect(SFTPAddress(text) == nil)
    }

    @Test(arguments: [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDbEdWxN3",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDbEdWxN3 note",
        "[h]:22 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDbEdWxN3",
    ])
    func `a host key is taken as people copy it`(text: String) {
        #expect(
            HostKey(text)?.text
                == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDbEdWxN3"
        )
    }

    @Test(arguments: [
        "", "ssh-ed25519", "SHA256:KUwYcRIidxEM1L4ffu7urJC8hW9kjfdrqAq+JlzzUXc",
        "ssh-ed25519 AAAA",
        "ssh-dss AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDb",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSV\nhost ssh-rsa AAAA",
        "a b ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH7gRGgRVX4NTiWA2SX3GoEMPXkFBSVbxHMtDbEdWxN3",
    ])
    func `anything else pins no host`(text: String) {
        #expect(HostKey(text) == nil)
    }
}
