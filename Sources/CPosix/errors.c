// strerrorname_np and strerrordesc_np, unlike strerror, share no buffer and follow no locale; they
// stand behind _GNU_SOURCE, which Swift's Glibc module does not set.
#define _GNU_SOURCE
#include "CPosix.h"

#include <string.h>

const char *bh_errno_symbol(int number) { return strerrorname_np(number); }

const char *bh_errno_words(int number) { return strerrordesc_np(number); }
