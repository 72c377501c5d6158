// The plan of faults, as the environment has it: see crashpoint.c.
#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

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
int active;
static int report = -1;
static int tells_count;
static long crash_at;
static atomic_long calls;
static atomic_long calls_of[KINDS];

// Straight to the kernel: nothing of ours is counted.
void say(const char *format, ...) {
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

int reach(enum kind kind, size_t *most) {
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
