// Which call is to be disturbed, and how: what crashpoint.c asks before each call that it makes.
#pragma once
#include <stddef.h>

enum kind { WRITE, STREAM, FSYNC, RENAME, PUBLISH, PROBE, LINK, UNLINK, CREATE, MKDIR, TRUNCATE, CLOSE, SEND, RECV, POLL,
    PLACES, READ = PLACES, OPEN, STAT, COMMIT, KINDS };

// No errnos: the call is made, and then the line is cut; the call is not made, and seems to succeed.
#define LOST_ANSWER (-1)
#define SKIPPED (-2)

// Names of this library alone: the program may have its own of the same name.
#pragma GCC visibility push(hidden)
extern int active;
void say(const char *format, ...);
// What is to happen at this call: 0 or the errno to fail with; `most` becomes the bytes it may move.
int reach(enum kind kind, size_t *most);
#pragma GCC visibility pop
