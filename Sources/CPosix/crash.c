#define _GNU_SOURCE
#include "CPosixCrash.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static const char last_words[] =
    "bursarhub: internal error, stopped at once; run again, and report it if it comes back\n";
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT};

enum { stack_size = 64 * 1024 };

// Nothing but what is safe in a signal handler, and nothing that reads memory of the program.
static void stop_at_once(int number) {
    (void)number;
    ssize_t ignored = write(STDERR_FILENO, last_words, sizeof last_words - 1);
    (void)ignored;
    _exit(70);
}

int bh_give_thread_crash_stack(void) {
    static _Thread_local void *stack;
    if (stack != NULL) return 0;
    void *memory = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return errno;
    stack_t alternate = {.ss_sp = memory, .ss_size = stack_size};
    if (sigaltstack(&alternate, NULL) != 0) return errno;
    stack = memory;
    return 0;
}

int bh_stop_at_once_on_crash(void) {
    int error = bh_give_thread_crash_stack();
    if (error != 0) return error;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = stop_at_once;
    action.sa_flags = SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (unsigned i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        if (sigaction(crashes[i], &action, NULL) != 0) return errno;
        sigaddset(&unblocked, crashes[i]);
    }
    return sigprocmask(SIG_UNBLOCK, &unblocked, NULL) == 0 ? 0 : errno;
}

int bh_leave_no_core(void) {
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    // That alone is enough; this is what an administrator looks for. A filter of system calls may
    // forbid it, and then it was set from outside.
    const struct rlimit none = {0, 0};
    return setrlimit(RLIMIT_CORE, &none) == 0 || errno == EPERM ? 0 : errno;
}
