// Kills or disturbs one program at a call of its choice: preloaded, nothing is built for it.
//
//   cc -shared -fPIC -O2 -o crashpoint.so crashpoint.c faults.c
//   LD_PRELOAD=crashpoint.so CRASH_COUNT=1 bursarhub run          says how many calls there were
//   LD_PRELOAD=crashpoint.so CRASH_AT=17 bursarhub run            ends it before the 17th
//   LD_PRELOAD=crashpoint.so CRASH_FAULTS='fsync:3:EIO' bursarhub run
//
// CRASH_AT      a number, from 1: SIGKILL before that call, counted over all threads
// CRASH_FAULTS  entries KIND:WHEN:WHAT, separated by `;`. KIND as in `names` below, WHEN `3` (the
//               third of its kind), `3+` (from the third on), `*` or `/2` (every second); WHAT the name of an errno,
//               `short=N` (at most N bytes), `delay=MS` (before the call), `hold` (before the call, until
//               the file CRASH_GATE is there; the program dies if it says `die`), `lost` (a send
//               arrives, its answer does not), `skip` (an fsync that does nothing) or `kill`
// CRASH_REPORT  a file: what was done is appended, and at the end the number of calls of each kind
// CRASH_COUNT   1: the number of calls goes to stderr at the end
// CRASH_PROGRAM the program meant (default bursarhub): its children are left alone
//
// Kinds of files are counted for files only: a `write` to a pipe is a `stream`. `read`, `open` and
// `stat` change nothing: they can fail here, and are no places to be killed at. A `commit` is a send
// that asks the server to commit.
#define _GNU_SOURCE
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static enum kind writing(int file) {
    struct stat status;
    if (!active) return WRITE;
    return syscall(SYS_fstat, file, &status) == 0 && S_ISREG(status.st_mode) ? WRITE : STREAM;
}

static int is_file(int file) {
    struct stat status;
    return syscall(SYS_fstat, file, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

// The program's own errno stays as it was where nothing is done to it.
#define REAL(type, name, ...)                                            \
    static type (*real)(__VA_ARGS__);                                    \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)
#define STOP(kind, most)                                                 \
    do {                                                                 \
        int before = errno, error = reach(kind, most);                   \
        errno = before;                                                  \
        if (error) { errno = error; return -1; }                         \
    } while (0)

ssize_t write(int file, const void *bytes, size_t count) {
    REAL(ssize_t, write, int, const void *, size_t);
    STOP(writing(file), &count);
    return real(file, bytes, count);
}

#define PWRITE(name, offset)                                             \
    ssize_t name(int file, const void *bytes, size_t count, offset at) { \
        REAL(ssize_t, name, int, const void *, size_t, offset);          \
        STOP(writing(file), &count);                                     \
        return real(file, bytes, count, at);                             \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t writev(int file, const struct iovec *parts, int count) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    STOP(writing(file), NULL);
    return real(file, parts, count);
}

ssize_t read(int file, void *bytes, size_t count) {
    REAL(ssize_t, read, int, void *, size_t);
    if (active && is_file(file)) STOP(READ, &count);
    return real(file, bytes, count);
}

#define PREAD(name, offset)                                              \
    ssize_t name(int file, void *bytes, size_t count, offset at) {       \
        REAL(ssize_t, name, int, void *, size_t, offset);                \
        STOP(READ, &count);                                              \
        return real(file, bytes, count, at);                             \
    }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

// A file whose bytes may be lost must be written anew: to sync it once more says nothing.
#define MOST_FILES 1024
static atomic_char unsynced[MOST_FILES];

#define SYNC(name)                                                       \
    int name(int file) {                                                 \
        REAL(int, name, int);                                            \
        int before = errno, known = file >= 0 && file < MOST_FILES, error = reach(FSYNC, NULL); \
        if (active && known && unsynced[file]) say("synced-again %d\n", file); \
        errno = before;                                                  \
        if (error == SKIPPED) return 0;                                  \
        if (error) {                                                     \
            if (known && writing(file) == WRITE) unsynced[file] = 1;     \
            errno = error;                                               \
            return -1;                                                   \
        }                                                                \
        return real(file);                                               \
    }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    STOP(RENAME, NULL);
    return real(from, to);
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, renameat, int, const char *, int, const char *);
    STOP(RENAME, NULL);
    return real(from_folder, from, to_folder, to);
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(int, renameat2, int, const char *, int, const char *, unsigned);
    // The hub asks first whether a file system can do it: it believes what it is told, for good.
    STOP(!flags ? RENAME : strncmp(from, ".probe-", 7) == 0 ? PROBE : PUBLISH, NULL);
    return real(from_folder, from, to_folder, to, flags);
}
int link(const char *from, const char *to) {
    REAL(int, link, const char *, const char *);
    STOP(LINK, NULL);
    return real(from, to);
}
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(int, linkat, int, const char *, int, const char *, int);
    STOP(LINK, NULL);
    return real(from_folder, from, to_folder, to, flags);
}
int symlinkat(const char *target, int folder, const char *name) {
    REAL(int, symlinkat, const char *, int, const char *);
    STOP(LINK, NULL);
    return real(target, folder, name);
}
int unlink(const char *name) {
    REAL(int, unlink, const char *);
    STOP(UNLINK, NULL);
    return real(name);
}
int unlinkat(int folder, const char *name, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    STOP(UNLINK, NULL);
    return real(folder, name, flags);
}
int mkdir(const char *name, mode_t mode) {
    REAL(int, mkdir, const char *, mode_t);
    STOP(MKDIR, NULL);
    return real(name, mode);
}
int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(int, mkdirat, int, const char *, mode_t);
    STOP(MKDIR, NULL);
    return real(folder, name, mode);
}

#define MODE_OF(flags, last)                                             \
    mode_t mode = 0;                                                     \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                             \
        va_list arguments;                                               \
        va_start(arguments, last);                                       \
        mode = va_arg(arguments, mode_t);                                \
        va_end(arguments);                                               \
    }
#define OPEN_BY(name)                                                    \
    int name(const char *path, int flags, ...) {                         \
        MODE_OF(flags, flags)                                            \
        REAL(int, name, const char *, int, ...);                         \
        STOP(flags & O_CREAT ? CREATE : OPEN, NULL);                     \
        return real(path, flags, mode);                                  \
    }
OPEN_BY(open)
OPEN_BY(open64)
#define OPEN_AT(name)                                                    \
    int name(int folder, const char *path, int flags, ...) {             \
        MODE_OF(flags, flags)                                            \
        REAL(int, name, int, const char *, int, ...);                    \
        STOP(flags & O_CREAT ? CREATE : OPEN, NULL);                     \
        return real(folder, path, flags, mode);                          \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

#define CUT(name, offset)                                                \
    int name(int file, offset length) {                                  \
        REAL(int, name, int, offset);                                    \
        STOP(TRUNCATE, NULL);                                            \
        return real(file, length);                                       \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int close(int file) {
    REAL(int, close, int);
    if (file >= 0 && file < MOST_FILES) unsynced[file] = 0;
    if (active && is_file(file)) {
        int before = errno, error = reach(CLOSE, NULL);
        errno = before;
        // As Linux does it: the descriptor is gone, whatever it says.
        if (error) {
            real(file);
            errno = error;
            return -1;
        }
    }
    return real(file);
}

// After a lost connection nothing comes any more, as in life: the other side sees its end, too.
static int talk(enum kind kind, int socket, size_t *most) {
    int before = errno, error = reach(kind, most);
    if (error == ECONNRESET || error == EPIPE) shutdown(socket, SHUT_RDWR);
    errno = before;
    return error;
}
ssize_t send(int socket, const void *bytes, size_t count, int flags) {
    REAL(ssize_t, send, int, const void *, size_t, int);
    int error = talk(SEND, socket, &count);
    if (!error && active && (memmem(bytes, count, "commit", 6) || memmem(bytes, count, "COMMIT", 6)))
        error = talk(COMMIT, socket, &count);
    if (error == LOST_ANSWER) {
        ssize_t sent = real(socket, bytes, count, flags);
        const struct timespec while_it_works = {0, 60000000};
        nanosleep(&while_it_works, NULL);
        shutdown(socket, SHUT_RDWR);
        return sent;
    }
    // A network that swallows what it is given.
    if (error == ETIMEDOUT) return (ssize_t)count;
    if (error) { errno = error; return -1; }
    return real(socket, bytes, count, flags);
}
ssize_t recv(int socket, void *bytes, size_t count, int flags) {
    REAL(ssize_t, recv, int, void *, size_t, int);
    int error = talk(RECV, socket, &count);
    if (error) { errno = error; return -1; }
    return real(socket, bytes, count, flags);
}
int poll(struct pollfd *files, nfds_t count, int timeout) {
    REAL(int, poll, struct pollfd *, nfds_t, int);
    STOP(POLL, NULL);
    return real(files, count, timeout);
}
int ppoll(struct pollfd *files, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
    REAL(int, ppoll, struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
    STOP(POLL, NULL);
    return real(files, count, timeout, mask);
}

#define STAT_BY(name, type)                                              \
    int name(const char *path, struct type *status) {                    \
        REAL(int, name, const char *, struct type *);                    \
        STOP(STAT, NULL);                                                \
        return real(path, status);                                       \
    }
STAT_BY(stat, stat)
STAT_BY(stat64, stat64)
STAT_BY(lstat, stat)
STAT_BY(lstat64, stat64)
#define STAT_OF(name, type)                                              \
    int name(int file, struct type *status) {                            \
        REAL(int, name, int, struct type *);                             \
        STOP(STAT, NULL);                                                \
        return real(file, status);                                       \
    }
STAT_OF(fstat, stat)
STAT_OF(fstat64, stat64)
STAT_OF(fstatvfs, statvfs)
STAT_OF(fstatvfs64, statvfs64)
#define STAT_AT(name, type)                                              \
    int name(int folder, const char *path, struct type *status, int flags) { \
        REAL(int, name, int, const char *, struct type *, int);          \
        STOP(STAT, NULL);                                                \
        return real(folder, path, status, flags);                        \
    }
STAT_AT(fstatat, stat)
STAT_AT(fstatat64, stat64)
int access(const char *path, int mode) {
    REAL(int, access, const char *, int);
    STOP(STAT, NULL);
    return real(path, mode);
}
int faccessat(int folder, const char *path, int mode, int flags) {
    REAL(int, faccessat, int, const char *, int, int);
    STOP(STAT, NULL);
    return real(folder, path, mode, flags);
}
