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
    long milliseconds = -1;
    while (1) {
        struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000};
        int number = sigtimedwait(&awaited, NULL, milliseconds < 0 ? NULL : &limit);
        if (number < 0 && errno == EINTR) continue;
        milliseconds = handler(number < 0 ? 0 : number);
    }
    return NULL;
}

int bh_await_ending_signals(bh_signal_handler call) {
    handler = call;
    pthread_attr_t attributes;
    pthread_t thread;
    int error = pthread_attr_init(&attributes);
    if (error != 0) return error;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // Nothing else is to be delivered to it: what it holds while it works stays held otherwise.
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
