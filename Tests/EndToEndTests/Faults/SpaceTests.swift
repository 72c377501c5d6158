import Posix
import TestSupport
import Testing

/// Disks without room: real ones, which need a mount of their own.
@Suite(.enabled(if: MountNamespace.isThere, "needs a mount namespace, which root can have"))
struct SpaceTests {
    @Test func `F20 an outbox without room is refused before anything is begun`() throws {
        let evening = try Evening()
        let site = evening.site
        try site.makeFolder("home/outbox/humboldt")
        let run = try HubProcess.shell(
            """
            unshare -m sh -c 'mount -t tmpfs -o size=256k none "$1" && shift && exec "$@"' \\
                sh "$@"
            """,
            ["\(site.home)/outbox/humboldt", HubProcess.path] + site.runWords
        )
        #expect(run.exit == 1)
        let refused = try run.campus("humboldt")
        #expect(refused["outcome"] == "failed")
        let message = refused["message"].string ?? ""
        #expect(message.contains("outbox/humboldt/.bursarhub"))
        #expect(message.contains("0 MiB free, and 64 MiB are needed"))
        #expect(try run.campus("sonoma")["outcome"] == "ok")
        #expect(try site.names(in: "archive/humboldt") == [])
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `F21 a disk that fills while an output is made harms nothing`() throws {
        let evening = try Evening()
        let site = evening.site
        try site.makeFolder("home/outbox/humboldt")
        // All in one namespace: with it goes what lies on the disk.
        let run = try HubProcess.shell(
            """
            unshare -m sh -c '
                outbox=$1 copies=$2 && shift 2
                mount -t tmpfs -o size=72m none "$outbox" || exit
                BURSARHUB_FAILPOINTS="render.mid=stop" "$@" >"$copies/first" & pid=$!
                state=R
                while [ "$state" != T ]; do
                    read -r _ _ state _ </proc/$pid/stat || exit
                done
                dd if=/dev/zero of="$outbox/.filler" bs=1M 2>/dev/null
                kill -CONT $pid
                wait $pid
                echo "first $?"
                ls -A "$outbox" | grep -v "^[.]"
                find "$outbox/.bursarhub" -name "*.dat*"
                rm "$outbox/.filler"
                "$@" >"$copies/second"
                echo "second $?"
                cp "$outbox"/* "$copies"
            ' sh "$@"
            """,
            ["\(site.home)/outbox/humboldt", site.scratch.path, HubProcess.path] + site.runWords
                + ["--campus", "humboldt"]
        )
        #expect(run.output == "first 1\nsecond 0\n")
        #expect(run.messages == "")
        let first = try JSON(site.scratch.text(of: "first"))["campuses"]["campus", "humboldt"]
        #expect(first["outcome"] == "failed")
        #expect(first["message"].string?.contains("ENOSPC") == true)
        let copies = try site.scratch.names().filter { $0.hasSuffix(".dat") }
        try evening.expectWhole(
            after: copies.map { "humboldt/\($0)\n\(try site.scratch.text(of: $0))" }
        )
    }
}

private enum MountNamespace {
    static let isThere: Bool = {
        do {
            return try HubProcess.shell("unshare -m mount -t tmpfs none /mnt", []).exit == 0
        } catch {
            return false
        }
    }()
}
