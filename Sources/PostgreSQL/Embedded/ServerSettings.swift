/// How an embedded server is set up.
enum ServerSettings {
    static let administrator = "bursarhub_admin"
    static let database = "bursarhub"

    /// What may be changed by hand in the cluster's `postgresql.conf`.
    static let adjustable = """

        # BursarHub's choice; what is said here may be changed, what the command line says may not.
        max_connections = 100
        shared_buffers = 128MB
        max_wal_size = 1GB
        jit = off
        wal_level = minimal
        max_wal_senders = 0

        """

    /// Whoever can enter the socket's folder is the home's owner, or root.
    static let access = """
        # Only the folder of the socket guards this server; it is 0700 and there is no other way in.
        local all all trust

        """

    /// What must hold: said on the command line, which the configuration files cannot overrule.
    ///
    /// Errors of statements are not logged at all: in class 22 they quote values, and whoever
    /// caused one was told. The log has the server's own starts, ends and faults.
    static func binding(socketFolder: String) -> [String] {
        [
            "listen_addresses=",
            "port=\(ServerSocket.port)",
            "unix_socket_directories=\(socketFolder)",
            "unix_socket_permissions=0700",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "logging_collector=off",
            "log_destination=stderr",
            "log_line_prefix=%m [%p] ",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_statement=none",
            "log_min_duration_statement=-1",
            "log_checkpoints=off",
            "log_connections=off",
            "log_disconnections=off",
            "log_autovacuum_min_duration=-1",
        ]
    }
}
