// explicit_bzero stands behind _DEFAULT_SOURCE, which Swift's Glibc module does not set.
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// What ends or stops a program that waits at a terminal.
static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};
enum { signal_count = sizeof signals / sizeof signals[0] };

static volatile sig_atomic_t caught;

static void note(int number) { caught = number; }

// One character at a time, as a terminal in a mode without lines would give them too.
static ssize_t read_line(int terminal, char *line, size_t size) {
    size_t count = 0;
    while (count < size && caught == 0) {
        ssize_t got = read(terminal, line + count, 1);
        if (got == 0) return (ssize_t)count;
        if (got < 0) {
            if (errno == EINTR && caught == 0) continue;
            return -errno;
        }
        count += 1;
        if (line[count - 1] == '\n') return (ssize_t)count;
    }
    return caught != 0 ? -EINTR : -EMSGSIZE;
}

ssize_t bh_read_hidden_line(int terminal, const char *prompt, char *line, size_t size) {
    struct sigaction noting, before[signal_count];
    memset(&noting, 0, sizeof noting);
    noting.sa_handler = note;  // without SA_RESTART: the read ends
    sigemptyset(&noting.sa_mask);
    caught = 0;
    for (int index = 0; index < signal_count; index += 1)
        sigaction(signals[index], &noting, &before[index]);

    struct termios shown, hidden;
    ssize_t result;
    if (tcgetattr(terminal, &shown) != 0) {
        result = -errno;
    } else {
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
        hidden.c_lflag |= ICANON;
        // What was typed ahead was shown already, and is thrown away.
        if (tcsetattr(terminal, TCSAFLUSH, &hidden) != 0) {
            result = -errno;
        } else {
            ssize_t asked = write(STDERR_FILENO, prompt, strlen(prompt));
            result = asked < 0 ? -errno : read_line(terminal, line, size);
            // The line feed that was not shown; where it cannot be written nothing is lost.
            asked = write(STDERR_FILENO, "\n", 1);
            (void)asked;
            while (tcsetattr(terminal, TCSAFLUSH, &shown) != 0 && errno == EINTR && caught == 0) {
            }
        }
    }
    for (int index = 0; index < signal_count; index += 1)
        sigaction(signals[index], &before[index], NULL);
    if (caught != 0) kill(getpid(), caught);
    return result;
}

void bh_forget(void *memory, size_t size) { explicit_bzero(memory, size); }
