#define _GNU_SOURCE
#include "CPosixSignals.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

// Written before the thread exists that reads them.
static sigset_t awaited;
static bh_signal_handler handler;
static long first_wait;

int bh_block_ending_signals(void) {
    const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&awaited);
    for (unsigned i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction before;
        if (sigaction(ending[i], NULL, &before) != 0) return errno;
        if (before.sa_handler == SIG_IGN) continue;
        before.sa_handler = SIG_DFL;
        before.sa_flags = 0;
        if (sigaction(ending[i], &before, NULL) != 0) return errno;
        sigaddset(&awaited, ending[i]);
    }
    return pthread_sigmask(SIG_BLOCK, &awaited, NULL);
}

static void *await(void *unused) {
    (void)unused;
    long milliseconds = first_wait;
    while (1) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        long long end = now.tv_sec * 1000LL + now.tv_nsec / 1000000 + milliseconds;
        int number = -1;
        while (number < 0) {
            clock_gettime(CLOCK_MONOTONIC, &now);
            long long left = end - (now.tv_sec * 1000LL + now.tv_nsec / 1000000);
            if (milliseconds >= 0 && left <= 0) break;
            struct timespec limit = {left / 1000, left % 1000 * 1000000};
            number = sigtimedwait(&awaited, NULL, milliseconds < 0 ? NULL : &limit);
        }
        milliseconds = handler(number < 0 ? 0 : number);
    }
    return NULL;
}

int bh_await_ending_signals(bh_signal_handler call, long milliseconds) {
    handler = call;
    first_wait = milliseconds;
    pthread_attr_t attributes;
    pthread_t thread;
    int error = pthread_attr_init(&attributes);
    if (error != 0) return error;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // Nothing else is to be delivered to it.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    error = pthread_create(&thread, &attributes, await, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return error;
}

void bh_end_by_signal(int number) {
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    signal(number, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(number);
    _exit(128 + number);
}
