#define _GNU_SOURCE
#include "CPosixStartup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The texts that `ps` shows; what Swift calls the arguments are copies.
static int argument_count;
static char **arguments;
static char **environment;

// glibc hands these to constructors.
__attribute__((constructor)) static void remember(int count, char **values, char **variables) {
    argument_count = count;
    arguments = values;
    environment = variables;
}

void bh_blank_argument(int index, int from) {
    if (index < 0 || index >= argument_count) return;
    char *text = arguments[index];
    size_t length = strlen(text);
    if (from >= 0 && (size_t)from < length) memset(text + from, '*', length - (size_t)from);
}

int bh_hide_variable(const char *name) {
    size_t length = strlen(name);
    const char *value = getenv(name);
    if (value == NULL || environment == NULL) return 0;
    char *copy = strdup(value);
    if (copy == NULL) return ENOMEM;
    // Found before setenv changes what `environ` points to.
    char *shown = NULL;
    for (char **entry = environment; *entry != NULL; entry++) {
        if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
            shown = *entry + length + 1;
            break;
        }
    }
    int error = setenv(name, copy, 1) == 0 ? 0 : errno;
    if (error == 0 && shown != NULL) memset(shown, '*', strlen(shown));
    explicit_bzero(copy, strlen(copy));
    free(copy);
    return error;
}

int bh_open_missing_streams(void) {
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++) {
        if (fcntl(number, F_GETFD) >= 0 || errno != EBADF) continue;
        // The lowest free number is this one.
        if (open("/dev/null", O_RDWR) < 0) return errno;
    }
    return 0;
}
