import Glibc
import Posix
import TestSupport
import Testing

@testable import Hub

/// Where `check` works: for its owner alone, and gone with all that lay there.
@Suite struct PrivateFolderTests {
    private struct Stop: Error {}

    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `a private folder is its owner's, and goes with what lies in it`() throws {
        let mode = try PrivateFolder.with(below: scratch.path) { folder in
            _ = try folder.createFile(FileName("patrons.xml" as StaticString))
            #expect(try scratch.names().count == 1)
            return try folder.status().mode
        }
        #expect(mode == 0o700)
        #expect(try scratch.names() == [])
    }

    @Test func `what a killed command left is swept, and what is in use is not`() throws {
        let parent = try Folder.open(scratch.path)
        let left = try parent.folderMadeIfMissing(FileName("bursarhub-check-1" as StaticString))
        _ = try left.createFile(FileName("patrons.xml" as StaticString))
        try PrivateFolder.with(below: scratch.path) { folder in
            _ = try folder.createFile(FileName("patrons.xml" as StaticString))
            try PrivateFolder.sweep(parent)
            #expect(try scratch.names().count == 1)
            #expect(try folder.list(limit: 10).names.count == 1)
        }
        #expect(try scratch.names() == [])
    }

    @Test func `an error removes it as well, and comes out as it was`() throws {
        #expect(throws: Stop.self) {
            try PrivateFolder.with(below: scratch.path) { folder in
                _ = try folder.createFile(FileName("patrons.xml" as StaticString))
                throw Stop()
            }
        }
        #expect(try scratch.names() == [])
    }
}
