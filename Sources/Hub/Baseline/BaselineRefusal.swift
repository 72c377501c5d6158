import BursarModel

/// Why a file is not booked, and what to do about it.
struct BaselineRefusal: Error {
    /// Nil where the file never got as far as an export that could be held.
    var reason: HoldReason?
    var message: Message
    var remedy: Message
}
