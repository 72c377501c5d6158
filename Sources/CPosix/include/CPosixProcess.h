#ifndef CPOSIX_PROCESS_H
#define CPOSIX_PROCESS_H

#include <spawn.h>
#include <sys/types.h>

/// What posix_spawn has behind _GNU_SOURCE, which Swift's Glibc module does not set.
int bh_spawn_close_from(posix_spawn_file_actions_t *actions, int first);
short bh_spawn_own_session(void);

/// Two ends above 2 that no program started later inherits. Returns 0, or the errno.
int bh_pipe(int *reading, int *writing);

/// A descriptor that becomes readable when the process has ended; -1 where the kernel has none.
int bh_process_descriptor(pid_t process);

/// Writes to a pipe whose reader may be gone: EPIPE, and no SIGPIPE. Returns the count, or -errno.
ssize_t bh_write_to_pipe(int pipe, const void *bytes, size_t count);

/// The exit status, or -1 for a process that a signal ended; and that signal, or 0.
int bh_exit_status(int wait_status);
int bh_ending_signal(int wait_status);

#endif
