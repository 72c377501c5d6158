import Posix
import PostgreSQL

/// Passwords that the list of processes would show to others.
enum ShownSecrets {
    private static let options = ["--database", "--admin-database"]
    private static let variables = ["BURSARHUB_DATABASE", "BURSARHUB_ADMIN_DATABASE", "PGPASSWORD"]

    /// Blanks addresses that hold a password, and what libpq cannot read and may be one.
    ///
    /// The arguments are copies and stay as they are.
    static func hide(in arguments: [String]) throws(PosixError) {
        for (index, argument) in arguments.enumerated() {
            if index > 0, options.contains(arguments[index - 1]), isSecret(argument) {
                ProcessStart.blankArgument(index)
            }
            for option in options where argument.hasPrefix("\(option)=") {
                let address = argument.dropFirst(option.count + 1)
                guard isSecret(String(address)) else { continue }
                ProcessStart.blankArgument(index, from: option.utf8.count + 1)
            }
        }
        for variable in variables { try ProcessStart.hideVariable(variable) }
    }

    private static func isSecret(_ text: String) -> Bool {
        let address = PostgresAddress(text)
        return address.hasPassword || !address.isReadable
    }
}
