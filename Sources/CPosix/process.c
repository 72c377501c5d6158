#define _GNU_SOURCE
#include "CPosixProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int bh_spawn_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

short bh_spawn_own_session(void) { return POSIX_SPAWN_SETSID; }

// A program that was started without its three streams gets their numbers for the next files it opens.
static int above_streams(int *descriptor) {
    if (*descriptor > STDERR_FILENO) return 0;
    int moved = fcntl(*descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (moved < 0) return errno;
    close(*descriptor);
    *descriptor = moved;
    return 0;
}

int bh_pipe(int *reading, int *writing) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    int error = above_streams(&ends[0]);
    if (error == 0) error = above_streams(&ends[1]);
    if (error != 0) {
        close(ends[0]);
        close(ends[1]);
        return error;
    }
    *reading = ends[0];
    *writing = ends[1];
    return 0;
}

int bh_process_descriptor(pid_t process) { return pidfd_open(process, 0); }

// SIGPIPE goes to the thread that writes: blocked there, it waits and is taken back.
ssize_t bh_write_to_pipe(int pipe, const void *bytes, size_t count) {
    sigset_t broken_pipe, before, waiting;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
    ssize_t written = write(pipe, bytes, count);
    int error = errno;
    if (written < 0 && error == EPIPE && !sigismember(&waiting, SIGPIPE)) {
        const struct timespec now = {0, 0};
        while (sigtimedwait(&broken_pipe, NULL, &now) < 0 && errno == EINTR) {}
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return written < 0 ? -error : written;
}

int bh_exit_status(int wait_status) {
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : -1;
}

int bh_ending_signal(int wait_status) {
    return WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
}
