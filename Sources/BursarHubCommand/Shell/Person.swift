import Posix

/// Who runs the command, for the record of a change.
enum Person {
    /// The account, as the system knows it; behind `sudo` with who asked for it.
    ///
    /// Only root can have been asked through `sudo`; of any other account the variable is a claim.
    static var name: String {
        let number = UserName.ownNumber
        let account = UserName.name(of: number) ?? "uid \(number)"
        guard number == 0, let asker = Environment["SUDO_USER"], !asker.isEmpty else {
            return account
        }
        return "\(asker) (as \(account))"
    }
}
