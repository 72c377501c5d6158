// Kills or disturbs one program at a call of its choice: preloaded, nothing is built for it.
//
//   cc -shared -fPIC -O2 -o crashpoint.so crashpoint.c
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
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { WRITE, STREAM, FSYNC, RENAME, PUBLISH, PROBE, LINK, UNLINK, CREATE, MKDIR, TRUNCATE, CLOSE, SEND, RECV, POLL,
    PLACES, READ = PLACES, OPEN, STAT, COMMIT, KINDS };

static const char *const names[KINDS] = {"write", "stream", "fsync", "rename", "publish", "probe", "link", "unlink",
    "create", "mkdir", "truncate", "close", "send", "recv", "poll", "read", "open", "stat", "commit"};

static const struct { const char *name; int number; } errors[] = {
    {"EPERM", EPERM}, {"ENOENT", ENOENT}, {"EINTR", EINTR}, {"EIO", EIO}, {"EAGAIN", EAGAIN},
    {"ENOMEM", ENOMEM}, {"EACCES", EACCES}, {"EBUSY", EBUSY}, {"EEXIST", EEXIST}, {"EXDEV", EXDEV},
    {"EINVAL", EINVAL}, {"ENFILE", ENFILE}, {"EMFILE", EMFILE}, {"EFBIG", EFBIG}, {"ENOSPC", ENOSPC},
    {"EROFS", EROFS}, {"EMLINK", EMLINK}, {"EPIPE", EPIPE}, {"ENOSYS", ENOSYS}, {"ESTALE", ESTALE},
    {"EDQUOT", EDQUOT}, {"ECONNRESET", ECONNRESET}, {"ETIMEDOUT", ETIMEDOUT}, {"EBADF", EBADF}};

struct fault {
    enum kind kind;
    long from, to, every;
    int error;
    long at_most, delay;
    int kill, hold, lost, skip;
};

#define MOST_FAULTS 64
static struct fault faults[MOST_FAULTS];
static int fault_count;
static int active;
static int report = -1;
static int tells_count;
static long crash_at;
static atomic_long calls;
static atomic_long calls_of[KINDS];

// Straight to the kernel: nothing of ours is counted.
static void say(const char *format, ...) {
    char line[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    if (length < 0) return;
    if (length > (int)sizeof line) length = sizeof line;
    if (report >= 0) syscall(SYS_write, report, line, (size_t)length);
}

static void die(const char *where, long number) {
    say("killed %s %ld\n", where, number);
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) syscall(SYS_pause);
}

static void read_faults(char *text) {
    for (char *entry = strtok(text, ";"); entry && fault_count < MOST_FAULTS; entry = strtok(NULL, ";")) {
        char kind[16], when[24], what[24];
        if (sscanf(entry, "%15[^:]:%23[^:]:%23s", kind, when, what) != 3) goto unknown;
        struct fault *fault = &faults[fault_count];
        memset(fault, 0, sizeof *fault);
        int found = -1;
        for (int k = 0; k < KINDS; k++) if (strcmp(kind, names[k]) == 0) found = k;
        if (found < 0) goto unknown;
        fault->kind = (enum kind)found;
        fault->every = 1;
        if (strcmp(when, "*") == 0) {
            fault->from = 1;
            fault->to = __LONG_MAX__;
        } else if (sscanf(when, "/%ld", &fault->every) == 1) {
            if (fault->every < 1) goto unknown;
            fault->from = fault->every;
            fault->to = __LONG_MAX__;
        } else {
            char *end;
            fault->from = strtol(when, &end, 10);
            if (fault->from < 1 || (*end && strcmp(end, "+") != 0)) goto unknown;
            fault->to = *end ? __LONG_MAX__ : fault->from;
        }
        if (strcmp(what, "kill") == 0) fault->kill = 1;
        else if (strcmp(what, "hold") == 0) fault->hold = 1;
        else if (strcmp(what, "lost") == 0) fault->lost = 1;
        else if (strcmp(what, "skip") == 0) fault->skip = 1;
        else if (sscanf(what, "short=%ld", &fault->at_most) == 1) {}
        else if (sscanf(what, "delay=%ld", &fault->delay) == 1) {}
        else {
            for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
                if (strcmp(what, errors[i].name) == 0) fault->error = errors[i].number;
            if (!fault->error) goto unknown;
        }
        fault_count++;
        continue;
    unknown:
        fprintf(stderr, "crashpoint: `%s` is no fault\n", entry);
        _exit(64);
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *program = getenv("CRASH_PROGRAM");
    if (strcmp(program_invocation_short_name, program ? program : "bursarhub") != 0) return;
    const char *path = getenv("CRASH_REPORT");
    if (path) {
        long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        // Out of the way of the descriptors that the program knows.
        report = file < 0 ? -1 : fcntl((int)file, F_DUPFD_CLOEXEC, 700);
        if (file >= 0) syscall(SYS_close, file);
    }
    const char *at = getenv("CRASH_AT");
    crash_at = at ? atol(at) : 0;
    tells_count = getenv("CRASH_COUNT") != NULL;
    const char *setting = getenv("CRASH_FAULTS");
    if (setting) read_faults(strdup(setting));
    active = 1;
}

__attribute__((destructor)) static void end(void) {
    if (!active) return;
    active = 0;
    say("calls %ld", atomic_load(&calls));
    for (int k = 0; k < KINDS; k++) say(" %s=%ld", names[k], atomic_load(&calls_of[k]));
    say("\n");
    if (tells_count) fprintf(stderr, "crashpoint: %ld calls\n", atomic_load(&calls));
}

// Until somebody opens the gate, or gives up.
static void wait_at_gate(const char *where, long number) {
    const char *gate = getenv("CRASH_GATE");
    const struct timespec moment = {0, 2000000};
    for (int i = 0; gate && i < 60000 && syscall(SYS_faccessat, AT_FDCWD, gate, F_OK) != 0; i++)
        nanosleep(&moment, NULL);
    char word = 0;
    long file = gate ? syscall(SYS_openat, AT_FDCWD, gate, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    syscall(SYS_read, file, &word, 1);
    syscall(SYS_close, file);
    if (word == 'd') die(where, number);
}

// No errnos: the call is made, and then the line is cut; the call is not made, and seems to succeed.
#define LOST_ANSWER (-1)
#define SKIPPED (-2)

// What is to happen at this call: 0 or the errno to fail with; `most` becomes the bytes it may move.
static int reach(enum kind kind, size_t *most) {
    if (!active) return 0;
    if (kind < PLACES) {
        long number = atomic_fetch_add(&calls, 1) + 1;
        if (number == crash_at) die(names[kind], number);
    }
    long number = atomic_fetch_add(&calls_of[kind], 1) + 1;
    int error = 0;
    for (int i = 0; i < fault_count; i++) {
        const struct fault *fault = &faults[i];
        if (fault->kind != kind || number < fault->from || number > fault->to || number % fault->every) continue;
        if (!fault->skip && number == fault->from) say("fired %s %ld\n", names[kind], number);
        if (fault->kill) die(names[kind], number);
        if (fault->delay) {
            struct timespec time = {fault->delay / 1000, fault->delay % 1000 * 1000000};
            while (nanosleep(&time, &time) != 0 && errno == EINTR) {}
        }
        if (fault->at_most && most) {
            // Not always the same number, and the same ones each time.
            size_t here = 1 + (size_t)((unsigned long)number * 2654435761u >> 7) % (size_t)fault->at_most;
            if (*most > here) *most = here;
        }
        if (fault->hold) wait_at_gate(names[kind], number);
        if (fault->skip) error = SKIPPED;
        if (fault->lost) error = LOST_ANSWER;
        if (fault->error) error = fault->error;
    }
    return error;
}

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
