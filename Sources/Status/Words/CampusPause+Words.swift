package import BursarModel

extension CampusPause {
    /// `Paused since Fri 20 Nov, 18:02 by registrar: SFS is closed`.
    package func words(by clock: CampusClock, near now: Timestamp? = nil) -> String {
        let why = reason.map { ": \(Printable.escaped($0))" } ?? ", by its file"
        return "Paused since \(clock.brief(since, near: now)) by \(Printable.escaped(by))\(why)"
    }
}
