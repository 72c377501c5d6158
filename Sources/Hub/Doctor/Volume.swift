import Posix

/// The block device below a folder, as far as the kernel tells.
struct Volume: Sendable, Equatable {
    enum Encryption: Sendable, Equatable {
        case encrypted
        case open
        /// In memory, over a network, or in a container: there is no device to ask.
        case unknown
    }

    let major: UInt64
    let minor: UInt64

    /// Splits a device's number as glibc puts it together.
    init(device: UInt64) {
        major = ((device >> 8) & 0xFFF) | ((device >> 32) & 0xFFFF_F000)
        minor = (device & 0xFF) | ((device >> 12) & 0xFFFF_FF00)
    }

    /// dm-crypt names itself in the device's `dm/uuid`; below LVM it is one of the slaves.
    func encryption(by machine: Machine) throws -> Encryption {
        let place = "sys/dev/block/\(major):\(minor)"
        guard major != 0, try !machine.names(in: place).isEmpty else { return .unknown }
        return try Volume.isEncrypted(place, machine, depth: 4) ? .encrypted : .open
    }

    /// All that a device lies on must be encrypted.
    static func isEncrypted(_ place: String, _ machine: Machine, depth: Int) throws -> Bool {
        if try machine.text(of: "\(place)/dm/uuid")?.hasPrefix("CRYPT-") == true { return true }
        let below = try machine.names(in: "\(place)/slaves")
        guard depth > 0, !below.isEmpty else { return false }
        return try below.allSatisfy {
            try isEncrypted("sys/class/block/\($0)", machine, depth: depth - 1)
        }
    }
}
