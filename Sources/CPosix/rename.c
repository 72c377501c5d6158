// renameat2 stands behind _GNU_SOURCE, which Swift's Glibc module does not set.
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <stdio.h>

int bh_rename_onto_free_name(int from_folder, const char *from, int to_folder, const char *to) {
    return renameat2(from_folder, from, to_folder, to, RENAME_NOREPLACE) == 0 ? 0 : errno;
}
