#ifndef CPOSIX_STARTUP_H
#define CPOSIX_STARTUP_H

/// Overwrites an argument, from a byte on, where `ps` and `/proc/PID/cmdline` read it.
void bh_blank_argument(int index, int from);

/// Overwrites a variable where `/proc/PID/environ` reads it; `getenv` still has it.
///
/// Before any other thread exists. Returns 0, or the errno.
int bh_hide_variable(const char *name);

/// Opens /dev/null for those of the numbers 0 to 2 that are closed.
///
/// Else the next file that is opened gets one of them, and a message goes into it. Returns 0, or the
/// errno.
int bh_open_missing_streams(void);

#endif
