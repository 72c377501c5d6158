#ifndef CPOSIX_H
#define CPOSIX_H

#include "CPosixCrash.h"
#include "CPosixProcess.h"
#include "CPosixSignals.h"
#include "CPosixStartup.h"

#include <stddef.h>

/// Moves a file onto a name that must be free. Returns 0, or the errno.
///
/// A waiting output is never overwritten, and there is no fallback: link() and unlink() in its place
/// can publish twice. Both folders are held open by the caller.
int bh_rename_onto_free_name(int from_folder, const char *from, int to_folder, const char *to);

/// Reads one line from a terminal that shows nothing of it, with its line feed.
///
/// The prompt goes to standard error once nothing is shown any more: what is typed before is lost.
/// The terminal is as it was when this returns, also where a signal ends or stops the program: the
/// signal is sent again afterwards. Returns the count, 0 at the end of input, or -errno.
ssize_t bh_read_hidden_line(int terminal, const char *prompt, char *line, size_t size);

/// Overwrites memory that held a secret; the compiler may not leave it out.
void bh_forget(void *memory, size_t size);

/// The symbol of an errno, such as `EACCES`; NULL for a number without one. Never freed.
const char *bh_errno_symbol(int number);

/// What glibc says of an errno, always in English; NULL for a number without words. Never freed.
const char *bh_errno_words(int number);

#endif
