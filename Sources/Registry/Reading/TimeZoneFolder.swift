internal import Glibc

/// The time zone database of this machine.
struct TimeZoneFolder {
    static let system = TimeZoneFolder(path: "/usr/share/zoneinfo")

    let path: String

    /// Zones of the campuses' country, for guesses at what was meant.
    static let likely = [
        "America/Los_Angeles", "America/Denver", "America/Phoenix", "America/Chicago",
        "America/New_York", "America/Anchorage", "Pacific/Honolulu", "UTC",
    ]

    var isInstalled: Bool { has("UTC") }

    /// Whether there is a zone of that name; a name that leads elsewhere is none.
    func has(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isName = (1...3).contains(parts.count) && parts.allSatisfy(TimeZoneFolder.isPart)
        return isName && beginsAsZone("\(path)/\(name)")
    }

    private static func isPart(_ text: Substring) -> Bool {
        (1...32).contains(text.utf8.count) && text.first?.isLetter == true
            && text.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0))
            }
    }

    /// Its files begin with `TZif`; the folder holds others too.
    private func beginsAsZone(_ path: String) -> Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 4)
        let count = unsafe start.withUnsafeMutableBytes {
            unsafe read(descriptor, $0.baseAddress, 4)
        }
        return count == 4 && start == Array("TZif".utf8)
    }
}
