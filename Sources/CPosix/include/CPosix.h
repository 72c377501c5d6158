#ifndef CPOSIX_H
#define CPOSIX_H

#include "CPosixCrash.h"
#include "CPosixProcess.h"
#include "CPosixSignals.h"
#include "CPosixStartup.h"

/// Moves a file onto a name that must be free. Returns 0, or the errno.
///
/// A waiting output is never overwritten, and there is no fallback: link() and unlink() in its place
/// can publish twice. Both folders are held open by the caller.
int bh_rename_onto_free_name(int from_folder, const char *from, int to_folder, const char *to);

/// The symbol of an errno, such as `EACCES`; NULL for a number without one. Never freed.
const char *bh_errno_symbol(int number);

/// What glibc says of an errno, always in English; NULL for a number without words. Never freed.
const char *bh_errno_words(int number);

#endif
